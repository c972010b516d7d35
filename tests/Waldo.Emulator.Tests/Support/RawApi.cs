using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Waldo.Emulator.Tests.Support;

/// <summary>Speaks to the emulator with nothing but HTTP, so that no client library hides what is on the wire.</summary>
internal sealed class RawApi(HttpClient http) : IDisposable
{
    public HttpClient Http { get; } = http;

    public string? Token { get; set; }

    public static async Task<RawApi> ConnectAsync(WaldoEmulator emulator, Door door = Door.Memory, EmulatorKeyPair? keys = null)
    {
        var api = new RawApi(emulator.Connect(door));
        keys ??= EmulatorKeyPair.WellKnown;
        using var response = await api.AuthenticateAsync(keys.ApiKey, keys.ClientSecret);
        api.Token = await response.MemberAsync("token");
        return api;
    }

    public Task<HttpResponseMessage> AuthenticateAsync(string apiKey, string clientSecret) =>
        Http.PostAsJsonAsync("authenticate", new { apiKey, clientSecret }, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) => PostAsync(path, body.ToJsonString());

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public Task<HttpResponseMessage> OnboardAsync(string? externalId = null, string email = "mara@example.org") =>
        PostAsync("onboard", Sample.Onboard(externalId, email));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Token is not null && request.Headers.Authorization is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Http.Dispose();
}
