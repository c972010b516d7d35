using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class Revoked : Row
{
    private const int InFlight = 100;

    public override string Title => "token revoked with 100 calls in flight, their 401s spread over 400 ms";

    public override string Target => "100 ok, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        using var server = new FakeWaldo(TimeProvider.System);
        var client = peer.Create(server, TimeProvider.System);
        await client.CallAsync();
        server.IdentityDelay = TimeSpan.FromMilliseconds(50);
        var arrived = 0;
        var revoked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.OnCall = async _ =>
        {
            var turn = Interlocked.Increment(ref arrived);
            await revoked.Task;
            await Task.Delay(turn * 4);
            return FakeWaldo.InvalidToken();
        };

        var calls = Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => client.CallAsync())).ToArray();
        await UntilAsync(() => Volatile.Read(ref arrived) == InFlight);
        server.OnCall = null;
        server.RevokeAll();
        revoked.SetResult();
        var succeeded = await SuccessesAsync(calls);

        var authentications = server.Authentications - 1;
        return new Cell($"{succeeded} ok, {authentications} auth", succeeded == InFlight && authentications == 1, Note(peer));
    }

    private static string? Note(Peer peer) => peer switch
    {
        AzurePeer => "It answers only a claims challenge, so the server's 401 carries one; a plain 401 goes to the caller.",
        MsalPeer => "It sends no requests: the caller asks again with WithForceRefresh(true) and sends once more.",
        AwsPeer => "It sends no such requests: the caller clears the credentials and sends once more.",
        _ => null,
    };
}
