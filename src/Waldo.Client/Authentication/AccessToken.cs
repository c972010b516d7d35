using System.Diagnostics;

namespace Waldo.Client;

/// <summary>A bearer token of the Waldo API with its life. <see cref="ToString"/> and the debugger show the life, never the token.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AccessToken
{
    /// <summary>Makes a token, for an <see cref="ITokenStore"/> that reads one back.</summary>
    /// <param name="value">The token itself, without the word <c>Bearer</c>.</param>
    /// <param name="expiresAt">When it expires.</param>
    /// <param name="issuedAt">When it was issued, if known.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public AccessToken(string value, DateTimeOffset expiresAt, DateTimeOffset? issuedAt = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
        ExpiresAt = expiresAt;
        IssuedAt = issuedAt;
    }

    /// <summary>The token as it goes behind <c>Authorization: Bearer</c>. A secret: do not log or show it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>
    /// When the token expires, by Waldo's clock (the JWT's <c>exp</c>). For a token that tells no expiry: one hour after it was received, by the local clock.
    /// </summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>When the token was issued, by Waldo's clock (the JWT's <c>iat</c>), or <see langword="null"/> where the token does not tell.</summary>
    public DateTimeOffset? IssuedAt { get; }

    /// <summary>Says when the token expires; never contains the token.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"access token, expires {ExpiresAt:u}");
}
