using Google.Apis.Http;
using Google.Apis.Util;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>Google.Apis.Auth: a service account's credential on its own client. It takes a clock.</summary>
internal sealed class GooglePeer : Peer
{
    public override string Name => "Google.Apis.Auth";

    public override bool TakesClock => true;

    public override IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1) =>
        new PeerClient(GoogleContender.Client(server, new Clock(clock)));

    private sealed class PeerClient(ConfigurableHttpClient http) : IPeerClient
    {
        public async Task CallAsync(Uri uri, CancellationToken cancellationToken)
        {
            using var response = await http.GetAsync(uri, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private sealed class Clock(TimeProvider time) : IClock
    {
        public DateTime Now => time.GetLocalNow().DateTime;

        public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
    }
}
