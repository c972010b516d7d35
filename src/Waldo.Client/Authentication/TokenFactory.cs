namespace Waldo.Client.Authentication;

/// <summary>Makes snapshots: reads what a token says and turns it into deadlines on the monotonic clock.</summary>
internal sealed class TokenFactory(TimeProvider time)
{
    /// <summary>Servers refuse header fields far below this; what is longer is no token.</summary>
    public const int LongestToken = 16 * 1024;

    public const string Scheme = "Bearer ";

    // The life that Waldo documents (api-reference/authentication), for tokens that tell none.
    private static readonly TimeSpan DocumentedLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);
    private static readonly TimeSpan DoNotUseMargin = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The token of <c>/authenticate</c>. One that is not a readable JWT, or tells no expiry, lives the documented hour. <see langword="null"/> where it
    /// cannot be sent as a header or is expired.
    /// </summary>
    public TokenSnapshot? FromAuthentication(string value, DateTimeOffset? responseDate, Credentials credentials, TimeSpan refreshBefore, long sequence)
    {
        if (!IsSendable(value))
        {
            return null;
        }

        _ = JwtReader.TryRead(value, out var times);
        var life = LifeFromReceipt(times, responseDate) ?? DocumentedLife;
        return Create(Scheme + value, times, life, life, credentials, refreshBefore, sequence, fromAuthentication: true);
    }

    /// <summary>The token of a response's <c>Authorization</c> header. <see langword="null"/> where it is no readable JWT with an expiry, or is expired.</summary>
    /// <param name="headerValue">The scheme and the token, as they are sent.</param>
    /// <param name="response">The response, whose date counts where the token tells no time of issue.</param>
    /// <param name="credentials">What the token belongs to.</param>
    /// <param name="refreshBefore">How long before expiry it may be renewed.</param>
    /// <param name="sequence">The number of the request.</param>
    public TokenSnapshot? FromResponse(string headerValue, HttpResponseMessage response, Credentials credentials, TimeSpan refreshBefore, long sequence)
    {
        var value = headerValue.AsSpan(Scheme.Length);
        if (!IsSendable(value)
            || !JwtReader.TryRead(value, out var times)
            || LifeFromReceipt(times, times.Issued is null ? response.Headers.Date : null) is not { } life)
        {
            return null;
        }

        return Create(headerValue, times, life, life, credentials, refreshBefore, sequence, fromAuthentication: false);
    }

    /// <summary>
    /// A token that another instance obtained at a moment unknown here, so that only the wall clock can tell what is left of it: never more than its
    /// whole life. <see langword="null"/> where it cannot be sent, is expired, or is so near to it that calls would have to wait for another one.
    /// </summary>
    public TokenSnapshot? FromStore(AccessToken token, Credentials credentials, TimeSpan refreshBefore, long sequence)
    {
        if (!IsSendable(token.Value))
        {
            return null;
        }

        var times = new TokenTimes(token.ExpiresAt.ToUnixTimeSeconds(), token.IssuedAt?.ToUnixTimeSeconds());
        var life = token.IssuedAt is { } issued ? token.ExpiresAt - issued : DocumentedLife;
        var left = token.ExpiresAt - time.GetUtcNow();
        if (left <= MarginOf(life))
        {
            return null;
        }

        return Create(Scheme + token.Value, times, life, left < life ? left : life, credentials, refreshBefore, sequence, fromAuthentication: false);
    }

    /// <summary>Printable ASCII without spaces, of a bounded length: what a header field can carry unchanged.</summary>
    public static bool IsSendable(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= LongestToken && !value.ContainsAnyExceptInRange('!', '~');

    // The issuer's own times come first: their difference is right whatever this machine's clock says.
    private TimeSpan? LifeFromReceipt(TokenTimes times, DateTimeOffset? responseDate)
    {
        if (times.Expires is not { } expires)
        {
            return null;
        }

        var start = times.Issued ?? (responseDate ?? time.GetUtcNow()).ToUnixTimeSeconds();
        return TimeSpan.FromSeconds(expires - start);
    }

    private TokenSnapshot? Create(
        string headerValue, TokenTimes times, TimeSpan life, TimeSpan left, Credentials credentials, TimeSpan refreshBefore, long sequence, bool fromAuthentication)
    {
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        left = left < LongestLife ? left : LongestLife;

        // Tokens of a short life still need a time in which they are simply used.
        var margin = MarginOf(life);
        var window = Least(refreshBefore, life / 2);

        // Drawn once per token, so that the instances of a fleet do not renew in step.
        var renewBefore = window * (0.5 + (0.5 * Random.Shared.NextDouble()));
        var now = time.GetTimestamp();
        return new TokenSnapshot
        {
            HeaderValue = headerValue,
            Expires = times.Expires is { } expires ? DateTimeOffset.FromUnixTimeSeconds(expires) : time.GetUtcNow() + left,
            Credentials = credentials,
            Sequence = sequence,
            FromAuthentication = fromAuthentication,
            Times = times,
            ReceivedAt = now,
            RenewAt = now + Ticks(left - renewBefore),
            DoNotUseAfter = now + Ticks(left - margin),
            ExpiresAt = now + Ticks(left),
        };
    }

    private static TimeSpan MarginOf(TimeSpan life) => Least(DoNotUseMargin, life / 4);

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
