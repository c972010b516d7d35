using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class FirstCallerCancels : Row
{
    private const string AwsNote = "GetCredentialsAsync takes no cancellation; the first caller stops waiting for it.";

    public override string Title => "first caller cancels, 10 others wait";

    public override string Target => "10 ok, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        using var server = new FakeWaldo(TimeProvider.System) { IdentityDelay = TimeSpan.FromMilliseconds(300) };
        var client = peer.Create(server, TimeProvider.System);
        using var cancel = new CancellationTokenSource();

        var first = Task.Run(() => client.CallAsync(Place.Customer, cancel.Token));
        await UntilAsync(() => server.Authentications == 1);
        var others = Enumerable.Range(0, 10).Select(_ => Task.Run(() => client.CallAsync())).ToArray();
        await Task.Delay(50);
        await cancel.CancelAsync();
        var firstSucceeded = await SuccessesAsync([first]);
        var succeeded = await SuccessesAsync(others);

        return new Cell(
            $"{succeeded} ok, {server.Authentications} auth",
            firstSucceeded == 0 && succeeded == 10 && server.Authentications == 1,
            peer is AwsPeer ? AwsNote : null);
    }
}
