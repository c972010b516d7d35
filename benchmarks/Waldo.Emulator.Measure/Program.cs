// Measures what the emulator promises: how fast it starts, what 10,000 customers weigh, how fast one of them is found.
// Run: dotnet run -c Release --project benchmarks/Waldo.Emulator.Measure
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Waldo.Emulator;

const int Customers = 10_000;
const int Searches = 2_000;


WaldoEmulator? first = null;
Print("first start in process", await TimeAsync(async () => first = await WaldoEmulator.StartAsync()), "ms", "300");
await first!.DisposeAsync();
var starts = new List<double>();
for (var start = 0; start < 50; start++)
{
    WaldoEmulator? started = null;
    starts.Add(await TimeAsync(async () => started = await WaldoEmulator.StartAsync()));
    await started!.DisposeAsync();
}

Print("further starts, median", Percentile(starts, 0.5), "ms", "300");
Print("further starts, slowest of 50", starts.Max(), "ms", "300");

var before = GC.GetTotalMemory(forceFullCollection: true);
await using var emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual });
using var memory = await ConnectAsync(new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Address });
using var socket = await ConnectAsync(new HttpClient { BaseAddress = emulator.Address });

var onboarding = await TimeAsync(async () =>
{
    for (var number = 0; number < Customers; number++)
    {
        using var response = await memory.PostAsJsonAsync("onboard", Customer(number));
        response.EnsureSuccessStatusCode();
    }
});
Print($"onboarding {Customers:N0}, each", onboarding / Customers, "ms", null);
Print("their evaluations, all together", await TimeAsync(() => emulator.AdvanceAsync(TimeSpan.FromMinutes(2))), "ms", null);
Print($"memory of {Customers:N0} customers and their journal", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0, "MB", "200");

foreach (var (door, http) in new[] { ("in memory", memory), ("over the socket", socket) })
{
    var times = new List<double>();
    for (var search = 0; search < Searches; search++)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"customer?email=person{search * 4999 % Customers}%40example.org");
        times.Add(await TimeAsync(async () =>
        {
            using var response = await http.GetAsync(path);
            response.EnsureSuccessStatusCode();
        }));
    }

    Print($"search by e-mail {door}, median", Percentile(times, 0.5), "ms", "1");
    Print($"search by e-mail {door}, 99th percentile", Percentile(times, 0.99), "ms", null);
}

Print("working set of the whole process", Environment.WorkingSet / 1048576.0, "MB", null);
return 0;

static async Task<double> TimeAsync(Func<Task> action)
{
    var start = TimeProvider.System.GetTimestamp();
    await action();
    return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
}

static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

static void Print(string what, double value, string unit, string? limit) => Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"{what,-52} {value,9:0.000} {unit}{(limit is null ? "" : $"   (promised: under {limit} {unit})")}"));

static async Task<HttpClient> ConnectAsync(HttpClient http)
{
    using var response = await http.PostAsJsonAsync("authenticate", new { apiKey = "sandbox.wk.emulator", clientSecret = "sandbox.ws.emulator" });
    var token = (await response.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.ToString();
    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    return http;
}

static JsonObject Customer(int number) => new()
{
    ["firstName"] = "Person",
    ["lastName"] = string.Create(CultureInfo.InvariantCulture, $"Number{number}"),
    ["email"] = string.Create(CultureInfo.InvariantCulture, $"person{number}@example.org"),
    ["phone"] = "+12025550142",
    ["dob"] = new DateOnly(1950, 1, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ["officialId"] = new JsonObject
    {
        ["docType"] = "SSN",
        ["value"] = string.Create(CultureInfo.InvariantCulture, $"900-{number / 100 % 100:00}-{number:0000}"),
        ["country"] = "US",
    },
    ["address"] = "18 Larch Lane",
    ["city"] = "Hartford",
    ["state"] = "CT",
    ["zipCode"] = string.Create(CultureInfo.InvariantCulture, $"{number % 1000:00000}"),
    ["country"] = "US",
    ["externalId"] = string.Create(CultureInfo.InvariantCulture, $"crm-{number}"),
    ["options"] = new JsonObject { ["includeFraudCheck"] = true },
};
