using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Waldo.Client.Authentication;

/// <summary>The times that a token tells about itself, in Unix seconds by the issuer's clock. Nothing here is verified: that is the server's business.</summary>
internal readonly record struct TokenTimes(long? Expires, long? Issued);

/// <summary>
/// Reads <c>exp</c> and <c>iat</c>. The library decides what a JWT is; but since every response brings a token, and those of one issuer begin with the same
/// header, a token whose header the library has read before and whose payload is plain is read here, without allocating anything.
/// </summary>
internal static class JwtReader
{
    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset holds.
    private const long LastSecond = 253_402_300_799;
    private const int LongestQuickPayload = 1024;

    private static volatile string? s_knownHeader;

    /// <summary>Reads <c>exp</c> and <c>iat</c>; <see langword="false"/> where the text is not a readable JWT. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<char> token, out TokenTimes times)
    {
        times = default;

        // Most of what is no JWT is told apart here, without the price of an exception.
        if (token.Count('.') != 2)
        {
            return false;
        }

        var header = token[..token.IndexOf('.')];
        var rest = token[(header.Length + 1)..];
        var known = s_knownHeader;
        var isKnown = known is not null && header.SequenceEqual(known);
        if (isKnown && TryReadQuickly(rest[..rest.IndexOf('.')], out times))
        {
            return true;
        }

        if (!TryReadThoroughly(token.ToString(), out times))
        {
            return false;
        }

        if (!isKnown)
        {
            s_knownHeader = header.ToString();
        }

        return true;
    }

    /// <returns><see langword="false"/> for whatever is not plain, which says nothing about whether it is a JWT.</returns>
    private static bool TryReadQuickly(ReadOnlySpan<char> payload, out TokenTimes times)
    {
        times = default;

        // The characters of plain Base64 are none of Base64url: whether they pass is for the library to say.
        if (payload.Length is 0 or > LongestQuickPayload || payload.ContainsAny('+', '/', '='))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[payload.Length + 3];
        if (Ascii.FromUtf16(payload, text, out var length) != OperationStatus.Done)
        {
            return false;
        }

        text.Replace((byte)'-', (byte)'+');
        text.Replace((byte)'_', (byte)'/');

        // Four characters are three bytes; what is missing in the last group is padding.
        while (length % 4 != 0)
        {
            text[length++] = (byte)'=';
        }

        Span<byte> json = stackalloc byte[text.Length];
        return Base64.DecodeFromUtf8(text[..length], json, out _, out var written) == OperationStatus.Done && TryReadClaims(json[..written], out times);
    }

    private static bool TryReadClaims(ReadOnlySpan<byte> json, out TokenTimes times)
    {
        times = default;
        long? expires = null, issued = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isExpiry = reader.ValueTextEquals("exp"u8);
                var isClaim = isExpiry || reader.ValueTextEquals("iat"u8);
                if (!reader.Read())
                {
                    return false;
                }

                if (!isClaim)
                {
                    reader.Skip();
                }
                else if (reader.TokenType != JsonTokenType.Number || (isExpiry ? expires : issued) is not null || !reader.TryGetInt64(out var time) || time is <= 0 or > LastSecond)
                {
                    // A fraction (RFC 7519 allows one) is rounded as the library does it.
                    return false;
                }
                else if (isExpiry)
                {
                    expires = time;
                }
                else
                {
                    issued = time;
                }
            }

            // To the very end, so that nothing stands behind the object.
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
            {
                return false;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for a name with half a surrogate pair.
            return false;
        }

        times = new TokenTimes(expires, issued);
        return true;
    }

    private static bool TryReadThoroughly(string token, out TokenTimes times)
    {
        times = default;
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

    private static long? Seconds(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<double>(claim, out var seconds) && seconds is > 0 and <= LastSecond ? (long)seconds : null;
}
