using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Authentication;

/// <summary>Decides whether a call may pass: the bearer errors of the documentation, in the order in which a call can fail.</summary>
internal sealed class BearerCheck(KeyRing keys, TokenMint mint)
{
    private const string Scheme = "Bearer ";

    /// <summary>Gives the organisation whose token the call carries.</summary>
    public Organisation Authorize(HttpRequest request, DateTimeOffset now)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw new ApiErrorException(ApiError.NoAuthorization);
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiErrorException(ApiError.InvalidToken with { Reason = "The Authorization header is not 'Bearer <token>'." });
        }

        var token = mint.Read(header[Scheme.Length..].Trim())
            ?? throw new ApiErrorException(ApiError.InvalidToken with { Reason = "This emulator did not issue the token." });
        var organisation = keys.FindById(token.OrganisationId)
            ?? throw new ApiErrorException(ApiError.InvalidToken with { Reason = "The token's organisation is unknown." });
        if (organisation.Revoked)
        {
            throw new ApiErrorException(ApiError.ApiKeyRevoked);
        }

        if (!mint.IsUsable(token, now))
        {
            throw new ApiErrorException(ApiError.InvalidToken with { Reason = mint.IsRevoked(token) ? "The token is revoked." : "The token is expired." });
        }

        return organisation;
    }
}
