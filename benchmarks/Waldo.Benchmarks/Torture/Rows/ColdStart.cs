using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class ColdStart(int callers) : Row
{
    public override string Title => $"cold start, {callers:N0} concurrent calls";

    public override string Target => $"{callers} ok, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        using var server = new FakeWaldo(TimeProvider.System) { IdentityDelay = TimeSpan.FromMilliseconds(100) };
        var client = peer.Create(server, TimeProvider.System);

        var succeeded = await SuccessesAsync(Enumerable.Range(0, callers).Select(_ => Task.Run(() => client.CallAsync())));

        return new Cell($"{succeeded} ok, {server.Authentications} auth", succeeded == callers && server.Authentications == 1);
    }
}
