using Azure;
using Azure.Core;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Waldo's authentication as a credential of Azure.Core. Caching and renewal are the bearer policy's business.</summary>
/// <param name="http">What it asks through.</param>
/// <param name="refreshAfter">How long after its issue the policy renews a token; by default five minutes before its expiry.</param>
internal sealed class AzureCredential(HttpClient http, TimeSpan? refreshAfter = null) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            var issued = await WaldoAuthentication.AskAsync(http, cancellationToken).ConfigureAwait(false);
            return refreshAfter is { } after
                ? new AccessToken(issued.Value, issued.Expires, issued.Issued + after)
                : new AccessToken(issued.Value, issued.Expires);
        }
        catch (HttpRequestException exception)
        {
            throw new RequestFailedException((int?)exception.StatusCode ?? 0, "The authentication failed.", exception);
        }
    }
}
