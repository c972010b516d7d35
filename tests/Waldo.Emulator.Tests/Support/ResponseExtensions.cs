using System.Text.Json.Nodes;

namespace Waldo.Emulator.Tests.Support;

internal static class ResponseExtensions
{
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    public static async Task<JsonArray> ArrayAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();

    public static async Task<string> MemberAsync(this HttpResponseMessage response, string name) =>
        (await response.JsonAsync())[name]!.ToString();

    public static string? RolledToken(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("Authorization", out var values) ? values.Single()["Bearer ".Length..] : null;

    public static string? Reason(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Waldo-Emulator-Reason", out var values) ? values.Single() : null;

    public static async Task ShouldFailAsync(this HttpResponseMessage response, int status, string code, string message)
    {
        ((int)response.StatusCode).ShouldBe(status);
        (await response.JsonAsync()).ToJsonString().ShouldBe(new JsonObject { ["code"] = code, ["message"] = message }.ToJsonString());
        response.Headers.Contains("X-Waldo-Emulator").ShouldBeTrue();
        response.RolledToken().ShouldBeNull();
    }
}
