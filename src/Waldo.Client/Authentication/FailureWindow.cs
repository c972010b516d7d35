using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Authentication;

/// <summary>
/// What follows from failed authentications. After a rejection callers get the known answer at once, so that Waldo is not hammered with credentials it
/// has refused; after a failed renewal the living token is used for a while before the next attempt. Not thread-safe but for <see cref="MayRenew"/>: the
/// engine's gate guards it.
/// </summary>
internal sealed class FailureWindow(TimeProvider time, ILogger logger)
{
    /// <summary>How long a failed renewal rests while the token still lives; a rejection may rest longer.</summary>
    private static readonly TimeSpan RenewalRest = TimeSpan.FromSeconds(30);

    private readonly BackOff _backOff = new();
    private AuthenticationFailure? _failure;
    private Deadline _opens;
    private long _renewalRestsUntil = long.MinValue;

    /// <summary>The failure to answer with, and for how long it still stands; <see langword="null"/> when Waldo may be asked again.</summary>
    public (AuthenticationFailure Failure, TimeSpan Remaining)? Current =>
        _failure is not null && _opens.Remaining(time) is { } remaining ? (_failure, remaining) : null;

    /// <summary>Whether the last authentication was refused.</summary>
    public bool IsRejected => _failure?.IsRejection ?? false;

    /// <summary>For how long Waldo is not asked for a token; <see langword="null"/> when it may be.</summary>
    public TimeSpan? Rest => Current?.Remaining ?? RenewalRests();

    /// <summary>Whether a living token may be renewed. Calls that have one ask it, and none of them waits for another.</summary>
    public bool MayRenew(long now) => now >= Volatile.Read(ref _renewalRestsUntil);

    public void Note(AuthenticationFailure failure, bool isRenewal)
    {
        var window = failure.IsRejection ? _backOff.Next() : failure.RetryAfter ?? TimeSpan.Zero;
        _failure = failure;
        _opens = new Deadline(time, window);
        if (isRenewal)
        {
            var rest = window > RenewalRest ? window : RenewalRest;
            RestRenewalFor(rest);
            AuthenticationLog.RenewalFailed(logger, failure.Reason, rest);
        }
        else if (failure.IsRejection)
        {
            AuthenticationLog.CredentialsRejected(logger, failure.Reason, window);
        }
        else
        {
            AuthenticationLog.AuthenticationFailed(logger, failure.Reason);
        }
    }

    /// <summary>Leaves the token in use a while before it is renewed again.</summary>
    public void RestRenewal() => RestRenewalFor(RenewalRest);

    public void Forget()
    {
        _failure = null;
        Volatile.Write(ref _renewalRestsUntil, long.MinValue);
        _backOff.Reset();
    }

    private void RestRenewalFor(TimeSpan rest) =>
        Volatile.Write(ref _renewalRestsUntil, time.GetTimestamp() + (long)(rest.TotalSeconds * time.TimestampFrequency));

    private TimeSpan? RenewalRests()
    {
        var now = time.GetTimestamp();
        return MayRenew(now) ? null : time.GetElapsedTime(now, _renewalRestsUntil);
    }
}
