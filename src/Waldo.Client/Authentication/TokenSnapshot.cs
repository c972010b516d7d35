namespace Waldo.Client.Authentication;

/// <summary>A token with everything that decides about it, ready to be sent. Immutable: the engine swaps one for another.</summary>
internal sealed class TokenSnapshot
{
    private AccessToken? _token;

    /// <summary>The token as others see it. Most tokens are replaced before anybody asks.</summary>
    public AccessToken Token => _token ??= new AccessToken(HeaderValue[TokenFactory.Scheme.Length..], Expires, IssuedAt);

    /// <summary>The ready-made value of the <c>Authorization</c> request header.</summary>
    public required string HeaderValue { get; init; }

    /// <summary>When it expires, by the issuer's clock where the token tells.</summary>
    public required DateTimeOffset Expires { get; init; }

    public required Credentials Credentials { get; init; }

    /// <summary>The number of the request that brought this token; a higher one was sent later.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether this client's own <c>POST /authenticate</c> brought it, rather than the response of a call or the store.</summary>
    public required bool FromAuthentication { get; init; }

    public required TokenTimes Times { get; init; }

    private DateTimeOffset? IssuedAt => Times.Issued is { } issued ? DateTimeOffset.FromUnixTimeSeconds(issued) : null;

    /// <summary>The timestamp at which it was received.</summary>
    public required long ReceivedAt { get; init; }

    /// <summary>From this timestamp on the token is renewed in the background.</summary>
    public required long RenewAt { get; init; }

    /// <summary>From this timestamp on callers wait for another token.</summary>
    public required long DoNotUseAfter { get; init; }

    /// <summary>The timestamp of the expiry.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Whether this token may follow one of the same credentials that was rejected.</summary>
    public bool IsNewAfter(TokenSnapshot rejected) =>
        !ReferenceEquals(Credentials, rejected.Credentials)
        || (!string.Equals(HeaderValue, rejected.HeaderValue, StringComparison.Ordinal) && IsNewerThan(rejected));

    /// <summary>
    /// Whether this token is to replace the other one. A late answer may carry an older token, so what the tokens say comes first and the order of
    /// sending decides only between equals.
    /// </summary>
    public bool IsNewerThan(TokenSnapshot other)
    {
        if (Times.Expires is { } expires && other.Times.Expires is { } otherExpires && expires != otherExpires)
        {
            return expires > otherExpires;
        }

        if (Times.Issued is { } issued && other.Times.Issued is { } otherIssued && issued != otherIssued)
        {
            return issued > otherIssued;
        }

        return Sequence > other.Sequence;
    }
}
