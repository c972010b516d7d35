using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>
/// AWSSDK.Core: credentials of one's own that refresh themselves, its documented way to bring in another identity server. It sends no requests of
/// this kind; after a 401 the caller clears the credentials and sends once more.
/// </summary>
internal sealed class AwsPeer : Peer
{
    public override string Name => "AWSSDK.Core";

    public override IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1) => new PeerClient(server, scale);

    private sealed class PeerClient(FakeWaldo server, double scale) : IPeerClient
    {
        private readonly HttpClient _http = new(server, disposeHandler: false);
        private readonly WaldoCredentials _credentials = new(new HttpClient(server, disposeHandler: false))
        {
            PreemptExpiryTime = TimeSpan.FromMinutes(5) * scale,
            ExpirationBuffer = TimeSpan.FromSeconds(30) * scale,
        };

        public async Task CallAsync(Uri uri, CancellationToken cancellationToken)
        {
            using var first = await SendAsync(uri, cancellationToken);
            if (first.StatusCode != HttpStatusCode.Unauthorized)
            {
                first.EnsureSuccessStatusCode();
                return;
            }

            _credentials.ClearCredentials();
            using var second = await SendAsync(uri, cancellationToken);
            second.EnsureSuccessStatusCode();
        }

        private async Task<HttpResponseMessage> SendAsync(Uri uri, CancellationToken cancellationToken)
        {
            // It takes no cancellation, so that a caller can only stop waiting.
            var credentials = await _credentials.GetCredentialsAsync().WaitAsync(cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
            return await _http.SendAsync(request, cancellationToken);
        }
    }

    private sealed class WaldoCredentials(HttpClient http) : RefreshingAWSCredentials
    {
        protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

        protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
        {
            var issued = await WaldoAuthentication.AskAsync(http, CancellationToken.None).ConfigureAwait(false);
            return new CredentialsRefreshState(new ImmutableCredentials("key", "secret", issued.Value), issued.Expires.UtcDateTime);
        }
    }
}
