using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Authentication;

/// <summary>
/// What follows from failed authentications. After a rejection callers get the known answer at once, so that Waldo is not hammered with credentials it
/// has refused; after a failed renewal the living token is used for a while before the next attempt. Not thread-safe: the engine's gate guards it.
/// </summary>
internal sealed class FailureWindow(TimeProvider time, ILogger logger)
{
    /// <summary>How long a failed renewal rests while the token still lives; a rejection may rest longer.</summary>
    private static readonly TimeSpan RenewalRest = TimeSpan.FromSeconds(30);

    private readonly BackOff _backOff = new();
    private AuthenticationFailure? _failure;
    private Deadline _opens;
    private Deadline _renewal;

    /// <summary>The failure to answer with, and for how long it still stands; <see langword="null"/> when Waldo may be asked again.</summary>
    public (AuthenticationFailure Failure, TimeSpan Remaining)? Current =>
        _failure is not null && _opens.Remaining(time) is { } remaining ? (_failure, remaining) : null;

    /// <summary>Whether the last authentication was refused.</summary>
    public bool IsRejected => _failure?.IsRejection ?? false;

    /// <summary>For how long Waldo is not asked for a token; <see langword="null"/> when it may be.</summary>
    public TimeSpan? Rest => Current?.Remaining ?? _renewal.Remaining(time);

    public bool MayRenew => _renewal.Remaining(time) is null;

    public void Note(AuthenticationFailure failure, bool isRenewal)
    {
        var window = failure.IsRejection ? _backOff.Next() : failure.RetryAfter ?? TimeSpan.Zero;
        _failure = failure;
        _opens = new Deadline(time, window);
        if (isRenewal)
        {
            var rest = window > RenewalRest ? window : RenewalRest;
            _renewal = new Deadline(time, rest);
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
    public void RestRenewal() => _renewal = new Deadline(time, RenewalRest);

    public void Forget()
    {
        _failure = null;
        _renewal = default;
        _backOff.Reset();
    }
}
