using System.Diagnostics;
using System.Globalization;
using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class RenewalWindow : Row
{
    private static readonly TimeSpan IdentityTakes = TimeSpan.FromMilliseconds(300);

    public override string Title => "in the renewal window, 50 concurrent, identity server 300 ms: longest call, authentications";

    public override string Target => "0 ms added, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        var (server, client, _) = await peer.InWindowAsync();
        var before = server.Authentications;
        server.IdentityDelay = IdentityTakes;

        var longest = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TimeAsync(client))));
        await Task.Delay(IdentityTakes);
        await UntilAsync(() => !server.IsAuthenticating);
        var authentications = server.Authentications - before;

        // Whoever waits for the identity server takes its 300 ms; the rest is the machine.
        var added = longest.Max();
        return new Cell(
            string.Create(CultureInfo.InvariantCulture, $"{added.TotalMilliseconds:0} ms, {authentications} auth"),
            added < IdentityTakes / 2 && authentications == 1,
            peer.WindowNote);
    }

    private static async Task<TimeSpan> TimeAsync(IPeerClient client)
    {
        var start = Stopwatch.GetTimestamp();
        await client.CallAsync();
        return Stopwatch.GetElapsedTime(start);
    }
}
