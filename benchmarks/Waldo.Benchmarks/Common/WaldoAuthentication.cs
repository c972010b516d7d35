using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waldo.Benchmarks.Common;

/// <summary><c>POST /authenticate</c> for peers that leave the request to their user: the token, and the expiry that it tells about itself.</summary>
internal static class WaldoAuthentication
{
    public static async Task<(string Token, DateTimeOffset Expires)> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(
            Place.Authenticate, new { apiKey = "wk.benchmark", clientSecret = "ws.benchmark" }, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var token = body.RootElement.GetProperty("token").GetString()!;
        return (token, new JwtSecurityTokenHandler().ReadJwtToken(token).ValidTo);
    }
}
