using Waldo.Client;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>Ours, with its defaults.</summary>
internal sealed class WaldoPeer : Peer
{
    public override string Name => "Waldo.Client";

    public override bool TakesClock => true;

    public override IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1) => new PeerClient(server, clock);

    public static WaldoClientOptions Options(TimeProvider clock)
    {
        var options = Common.Place.Options();
        options.TimeProvider = clock;
        return options;
    }

    private sealed class PeerClient(FakeWaldo server, TimeProvider clock) : IPeerClient
    {
        private readonly WaldoClient _waldo = new(Options(clock), server);

        public async Task CallAsync(Uri uri, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await _waldo.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }
}
