using System.Globalization;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Waldo.Client.Tests.Support;

/// <summary>Makes JWTs as the server would, each with an id of its own. The signature is not real: clients do not verify it.</summary>
internal static class TestJwt
{
    private static int s_last;

    public static string Create(DateTimeOffset? issued, DateTimeOffset? expires, string? id = null)
    {
        id ??= Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
        var payload = new StringBuilder($$"""{"jti":"{{id}}" """);
        if (issued is { } iat)
        {
            payload.Append(CultureInfo.InvariantCulture, $",\"iat\":{iat.ToUnixTimeSeconds()}");
        }

        if (expires is { } exp)
        {
            payload.Append(CultureInfo.InvariantCulture, $",\"exp\":{exp.ToUnixTimeSeconds()}");
        }

        return FromPayload(payload.Append('}').ToString());
    }

    public static string OneHour(DateTimeOffset issued) => Create(issued, issued.AddHours(1));

    public static string FromPayload(string json) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(json)}.c2lnbmF0dXJl";
}
