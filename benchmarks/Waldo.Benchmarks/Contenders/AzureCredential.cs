using Azure;
using Azure.Core;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Waldo's authentication as a credential of Azure.Core. Caching and renewal are the bearer policy's business, so it holds nothing.</summary>
internal sealed class AzureCredential(HttpClient http) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            var (token, expires) = await WaldoAuthentication.AskAsync(http, cancellationToken).ConfigureAwait(false);
            return new AccessToken(token, expires);
        }
        catch (HttpRequestException exception)
        {
            throw new RequestFailedException((int?)exception.StatusCode ?? 0, "The authentication failed.", exception);
        }
    }
}
