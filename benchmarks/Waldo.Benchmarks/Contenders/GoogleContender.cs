using System.Security.Cryptography;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Util;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Google.Apis.Auth: a service account's credential on the client that its own factory makes.</summary>
internal static class GoogleContender
{
    public static Contender On(HttpMessageHandler transport) => Contender.Of("Google.Apis.Auth", Client(transport, clock: null), Place.Customer);

    /// <param name="transport">What sends both authentications and calls.</param>
    /// <param name="clock">The credential's clock; <see langword="null"/> for the machine's.</param>
    public static ConfigurableHttpClient Client(HttpMessageHandler transport, IClock? clock)
    {
        using var key = RSA.Create(2048);
        var factory = new HttpClientFromMessageHandlerFactory(
            _ => new HttpClientFromMessageHandlerFactory.ConfiguredHttpMessageHandler(transport, false, false));
        var initializer = new ServiceAccountCredential.Initializer("benchmark@waldo.test", new Uri(Place.Origin, "token").AbsoluteUri)
        {
            Scopes = ["waldo"],
            HttpClientFactory = factory,
        };
        if (clock is not null)
        {
            initializer.Clock = clock;
        }

        var credential = new ServiceAccountCredential(initializer.FromPrivateKey(key.ExportPkcs8PrivateKeyPem()));
        var arguments = new CreateHttpClientArgs { ApplicationName = "Waldo.Benchmarks" };
        arguments.Initializers.Add(credential);
        return factory.CreateHttpClient(arguments);
    }
}
