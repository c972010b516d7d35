using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>
/// Kiota's bearer provider in its request adapter. It caches nothing; the provider here gives a ready token, which is the least it can cost.
/// </summary>
internal static class KiotaContender
{
    public static Contender On(HttpMessageHandler transport)
    {
        var adapter = new HttpClientRequestAdapter(
            new BaseBearerTokenAuthenticationProvider(new ReadyToken()), httpClient: new HttpClient(transport, disposeHandler: false));
        return new Contender("Kiota, BaseBearerTokenAuthenticationProvider", () => GetAsync(adapter));
    }

    private static Task GetAsync(HttpClientRequestAdapter adapter) =>
        adapter.SendNoContentAsync(new RequestInformation { HttpMethod = Method.GET, URI = Place.Customer });

    private sealed class ReadyToken : IAccessTokenProvider
    {
        private readonly Task<string> _token = Task.FromResult(FakeJwt.CreateMany(1)[0]);

        public AllowedHostsValidator AllowedHostsValidator { get; } = new([Place.Origin.Host]);

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => _token;
    }
}
