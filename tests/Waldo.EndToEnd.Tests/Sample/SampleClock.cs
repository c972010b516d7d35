using System.Net.Http.Json;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>The time of the emulator inside of a sample, over its control API. It stands: what is to happen on an open page does not happen while it opens.</summary>
internal sealed class SampleClock : IDisposable
{
    private readonly HttpClient _http;

    private SampleClock(Uri emulator) => _http = new HttpClient { BaseAddress = emulator };

    public static async Task<SampleClock> StopAsync(Uri emulator)
    {
        var clock = new SampleClock(emulator);
        await clock.PostAsync("_emulator/clock", new { Setting = "manual" });
        return clock;
    }

    /// <summary>Ends when evaluations have gone on, and the sample has answered their webhooks.</summary>
    public Task AdvanceAsync(int seconds) => PostAsync("_emulator/clock/advance", new { By = seconds });

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
