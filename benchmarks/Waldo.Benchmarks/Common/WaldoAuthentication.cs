using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Waldo.Benchmarks.Common;

/// <summary><c>POST /authenticate</c> for peers that leave the request to their user: the token, and the times that it tells about itself.</summary>
internal static class WaldoAuthentication
{
    public static async Task<IssuedToken> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(
            Place.Authenticate, new { apiKey = "wk.benchmark", clientSecret = "ws.benchmark" }, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var token = body.RootElement.GetProperty("token").GetString()!;

        // The API tells no life beside the token, so that its own claims are all there is.
        var claims = new JsonWebToken(token);
        return new IssuedToken(token, Time(claims, JwtRegisteredClaimNames.Iat), Time(claims, JwtRegisteredClaimNames.Exp));
    }

    private static DateTimeOffset Time(JsonWebToken token, string claim) =>
        DateTimeOffset.UnixEpoch.AddSeconds(token.GetPayloadValue<double>(claim));
}

/// <summary>A token as the server issued it.</summary>
internal readonly record struct IssuedToken(string Value, DateTimeOffset Issued, DateTimeOffset Expires);
