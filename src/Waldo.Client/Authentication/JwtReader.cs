using Microsoft.IdentityModel.JsonWebTokens;

namespace Waldo.Client.Authentication;

/// <summary>The times that a token tells about itself, in Unix seconds by the issuer's clock. Nothing here is verified: that is the server's business.</summary>
internal readonly record struct TokenTimes(long? Expires, long? Issued);

internal static class JwtReader
{
    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset holds.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Reads <c>exp</c> and <c>iat</c>; <see langword="false"/> where the text is not a readable JWT. Never throws.</summary>
    public static bool TryRead(string token, out TokenTimes times)
    {
        times = default;

        // Most of what is no JWT is told apart here, without the price of an exception.
        if (token.AsSpan().Count('.') != 2)
        {
            return false;
        }

        try
        {
            var jwt = new JsonWebToken(token);
            times = new TokenTimes(Seconds(jwt, JwtRegisteredClaimNames.Exp), Seconds(jwt, JwtRegisteredClaimNames.Iat));
            return true;
        }
#pragma warning disable CA1031 // The library documents several types here and throws more for hostile input; whatever it is, it is not a readable JWT.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static long? Seconds(JsonWebToken jwt, string claim)
    {
        // NumericDate may have a fraction (RFC 7519, section 2).
        if (!jwt.TryGetPayloadValue<double>(claim, out var seconds))
        {
            return null;
        }

        return seconds is > 0 and <= LastSecond ? (long)seconds : null;
    }
}
