using System.Net.ServerSentEvents;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>Waits for what reaches an emulator from another process: it tells its dashboard of every change, and so this.</summary>
internal static class EmulatorSignal
{
    // Only against a hang; as long as the browser is given.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task WaitAsync(WaldoEmulator waldo, Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var http = new HttpClient();

        // Listened to before the first look, so that no change falls between the two.
        await using var changes = await http.GetStreamAsync(new Uri(waldo.Address, "_emulator/events"), patience.Token);
        await using var told = SseParser.Create(changes).EnumerateAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        while (!condition())
        {
            (await told.MoveNextAsync()).ShouldBeTrue("The emulator has hung up.");
        }
    }
}
