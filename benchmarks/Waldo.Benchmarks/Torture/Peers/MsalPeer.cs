using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>
/// Microsoft.Identity.Client: it is asked for a token before each request, as documented, and keeps it in its cache. It sends no requests itself;
/// after a 401 the caller asks with <c>WithForceRefresh(true)</c> and sends once more.
/// </summary>
internal sealed class MsalPeer : Peer
{
    public override string Name => "MSAL";

    public override string WindowNote => "The server's refresh_in lies 10 minutes back, beyond MSAL's jitter of 5; the wall clock.";

    public override IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1) => new PeerClient(server);

    public override async Task<(FakeWaldo Server, IPeerClient Client, FakeTimeProvider? Clock)> InWindowAsync()
    {
        var server = new FakeWaldo(TimeProvider.System) { RefreshIn = -600 };
        var client = Create(server, TimeProvider.System);
        await client.CallAsync();
        return (server, client, null);
    }

    private sealed class PeerClient(FakeWaldo server) : IPeerClient, IMsalHttpClientFactory
    {
        private static readonly string[] Scopes = ["waldo/.default"];
        private readonly HttpClient _http = new(server, disposeHandler: false);
        private IConfidentialClientApplication? _application;

        private IConfidentialClientApplication Application => _application ??= ConfidentialClientApplicationBuilder
            .Create("00000000-0000-0000-0000-000000000001")
            .WithClientSecret("ws.benchmark")
            .WithAuthority(new Uri(Place.Origin, "tenant").AbsoluteUri, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(this)
            .Build();

        public HttpClient GetHttpClient() => _http;

        public async Task CallAsync(Uri uri, CancellationToken cancellationToken)
        {
            using var first = await SendAsync(uri, renew: false, cancellationToken);
            if (first.StatusCode != HttpStatusCode.Unauthorized)
            {
                first.EnsureSuccessStatusCode();
                return;
            }

            using var second = await SendAsync(uri, renew: true, cancellationToken);
            second.EnsureSuccessStatusCode();
        }

        private async Task<HttpResponseMessage> SendAsync(Uri uri, bool renew, CancellationToken cancellationToken)
        {
            var token = await Application.AcquireTokenForClient(Scopes).WithForceRefresh(renew).ExecuteAsync(cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            return await _http.SendAsync(request, cancellationToken);
        }
    }
}
