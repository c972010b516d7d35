using System.Net;
using Polly.Timeout;
using Waldo.Client.Calls;
using Waldo.Client.Errors;
using Waldo.Client.Resilience;

namespace Waldo.Client.Authentication;

/// <summary>
/// Why there is no token, as a value: every caller who shares the outcome gets an exception of its own, since a thrown exception collects the stack
/// trace of whoever throws it.
/// </summary>
internal sealed class AuthenticationFailure
{
    private readonly Func<TimeSpan?, Exception> _create;

    private AuthenticationFailure(string outcome, string reason, Func<TimeSpan?, Exception> create)
    {
        Outcome = outcome;
        Reason = reason;
        _create = create;
    }

    /// <summary>The metric's tag.</summary>
    public string Outcome { get; }

    /// <summary>For the log; without secrets.</summary>
    public string Reason { get; }

    /// <summary>Whether Waldo refused the credentials themselves.</summary>
    public bool IsRejection { get; private init; }

    /// <summary>Whether the same may succeed later.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>How long Waldo asks to wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static AuthenticationFailure Answered(ApiError error)
    {
        var first = ApiErrorMapper.ToException(error, WaldoOperation.Authenticate);
        return new AuthenticationFailure(
            first is WaldoAuthenticationException ? "rejected" : "error",
            first.Message,
            retryAfter => ApiErrorMapper.ToException(error with { RetryAfter = retryAfter ?? error.RetryAfter }, WaldoOperation.Authenticate))
        {
            IsRejection = first is WaldoAuthenticationException,
            IsTransient = first.IsTransient,
            RetryAfter = error.RetryAfter,
        };
    }

    public static AuthenticationFailure NoToken(HttpStatusCode status, string problem)
    {
        var message = $"{WaldoOperation.Authenticate} was answered with {(int)status}, but {problem} "
            + "Check that the base address is Waldo's API; if it is, ask Waldo's support.";

        // The body may hold a token in an unexpected place, so none of it goes into the exception.
        var answer = new ApiError { StatusCode = status };
        return new AuthenticationFailure("error", message, _ => new WaldoApiException(message, answer, WaldoOperation.Authenticate));
    }

    public static AuthenticationFailure Transport(Exception cause)
    {
        const string Message = "POST /authenticate got no answer: the connection failed. Check the network, a proxy and the base address, then try again.";
        var kind = cause is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString() : cause.GetType().Name;
        return new AuthenticationFailure("error", $"{Message} ({kind})", _ => new WaldoTransportException(Message, cause))
        {
            IsTransient = cause is HttpRequestException or IOException or TimeoutRejectedException || RetryRules.IsForeignLimit(cause),
        };
    }

    public static AuthenticationFailure TimedOut(TimeSpan timeout)
    {
        var message = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"POST /authenticate got no answer within {timeout.TotalSeconds} s ({nameof(WaldoClientOptions.AuthenticationTimeout)}). Try again later, or allow more time.");
        return new AuthenticationFailure("timeout", message, _ => new WaldoTimeoutException(message) { Timeout = timeout })
        {
            IsTransient = true,
        };
    }

    public static AuthenticationFailure Stopped() =>
        new("stopped", "The client was disposed.", _ => new ObjectDisposedException(nameof(WaldoClient)));

    public Exception ToException(TimeSpan? retryAfter) => _create(retryAfter);
}
