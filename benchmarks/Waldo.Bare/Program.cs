// The calls of samples/NativeAot with a bare HttpClient: no retry, no rolling token, no errors told apart.
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Waldo.Bare;

using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { BaseAddress = new Uri(args.FirstOrDefault() ?? "http://127.0.0.1:5055/") };
using var authenticated = await http.PostAsJsonAsync("authenticate", new Credentials("sandbox.wk.emulator", "sandbox.ws.emulator"), BareJson.Default.Credentials);
var token = (await authenticated.Content.ReadFromJsonAsync(BareJson.Default.TokenAnswer))!.Token;
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
await http.GetFromJsonAsync("customer?externalId=nobody", BareJson.Default.Customers);
var started = System.Diagnostics.Process.GetCurrentProcess().StartTime;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first response after {(TimeProvider.System.GetLocalNow() - started).TotalMilliseconds:0} ms"));
if (args.Contains("--first"))
{
    return;
}

var onboarded = await PostAsync("onboard", """
    {"firstName":"Mara","lastName":"Lindqvist","officialId":{"docType":"SSN","value":"900-55-0142","format":"XXX-XX-XXXX","country":"US"},"email":"mara@example.org",
     "phone":"+12025550142","dob":"1991-07-02","address":"18 Larch Lane","city":"Hartford","state":"CT","zipCode":"06101","country":"US","externalId":"fraud-pass",
     "options":{"includeFraudCheck":true}}
    """);
var id = (string)onboarded["customerId"]!;
await WaitAsync();
await PostAsync("check-fraud", $$"""{"customerId":"{{id}}"}""");
await WaitAsync();
using var form = new MultipartFormDataContent
{
    { new StringContent(id), "customerId" }, { new StringContent("driving_licence"), "documentType" }, { new StringContent("front"), "side" },
    { new StringContent("USA"), "issuingCountry" }, { new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]), "document", "document.jpg" },
};
using var uploaded = await http.PostAsync("document", form);
Console.WriteLine((int)uploaded.StatusCode);
await WaitAsync();
foreach (var path in new[] { $"history/kyc/{id}", $"history/fraud/{id}", "customer?email=mara%40example.org" })
{
    Console.WriteLine((await http.GetStringAsync(path)).Length);
}

await PostAsync("flag", $$"""{"customerId":"{{id}}","flag":true,"note":"a note"}""");
await PostAsync("flag", $$"""{"customerId":"{{id}}","flag":false}""");

async Task<JsonNode> PostAsync(string path, string body)
{
    using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
    using var answer = await http.PostAsync(path, content);
    answer.EnsureSuccessStatusCode();
    return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}

async Task WaitAsync()
{
    while ((await http.GetFromJsonAsync($"customer?customerId={id}", BareJson.Default.Customers))!.Found[0].Evaluation?.Status is "initiated" or "in_progress")
    {
        await Task.Delay(20);
    }
}
