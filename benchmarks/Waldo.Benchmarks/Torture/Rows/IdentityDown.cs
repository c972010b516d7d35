using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class IdentityDown : Row
{
    public override string Title => "in the window, identity server down, 20 calls a second apart";

    public override string Target => "20 ok, at most 2 auth";

    public override bool TakesLong => true;

    public override async Task<Cell> RunAsync(Peer peer)
    {
        var (server, client, clock) = await peer.InWindowAsync();
        var before = server.Authentications;
        server.Identity = IdentityState.Down;

        var succeeded = 0;
        for (var call = 0; call < 20; call++)
        {
            succeeded += await SuccessesAsync([client.CallAsync()]);
            await Peer.PassAsync(clock, TimeSpan.FromSeconds(1));
        }

        var authentications = server.Authentications - before;
        return new Cell($"{succeeded} ok, {authentications} auth", succeeded == 20 && authentications <= 2, peer.WindowNote);
    }
}
