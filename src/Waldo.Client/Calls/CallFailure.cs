using System.Globalization;
using Polly;
using Polly.Timeout;
using Waldo.Client.Resilience;

namespace Waldo.Client.Calls;

/// <summary>Turns what a pipeline throws into the documented exceptions.</summary>
internal static class CallFailure
{
    /// <summary>Whether an exception is one that means: no answer.</summary>
    public static bool IsNoAnswer(Exception exception) =>
        exception is OperationCanceledException or ExecutionRejectedException or HttpRequestException or IOException;

    /// <param name="exception">What the pipeline threw.</param>
    /// <param name="operation">The call.</param>
    /// <param name="state">What is known of the request's way; <see langword="null"/> where it changes nothing.</param>
    /// <param name="settings">The settings of the call.</param>
    /// <param name="isOutOfTime">Whether the time of the whole call has run out, where it is not the retries that bound it.</param>
    /// <param name="caller">The caller's own token.</param>
    public static Exception Translate(
        Exception exception, WaldoOperation operation, SendState? state, ClientSettings settings, bool isOutOfTime, CancellationToken caller)
    {
        if (exception is OperationCanceledException && caller.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was cancelled.", exception, caller);
        }

        var mayHaveArrived = operation.ChangesState && state?.MayHaveArrived(exception) == true;
        var advice = mayHaveArrived
            ? "It may have been carried out all the same: look the customer up before you send it again."
            : "It changed nothing; try again later.";
        if (NoConnection(exception, isOutOfTime) is { } reason)
        {
            return new WaldoTransportException($"{operation} got no answer: {reason}. {advice}", exception) { MayHaveBeenProcessed = mayHaveArrived };
        }

        var (timeout, limit) = Limit(exception, operation, settings);
        return new WaldoTimeoutException($"{operation} got no answer within {limit}. {advice}", exception) { Timeout = timeout, MayHaveBeenProcessed = mayHaveArrived };
    }

    /// <returns>Why there was no answer; <see langword="null"/> where a time limit is the reason.</returns>
    private static string? NoConnection(Exception exception, bool isOutOfTime) => exception switch
    {
        HttpRequestException or IOException => "the connection failed",
        TimeoutRejectedException => null,
        ExecutionRejectedException => $"a handler that the host added did not let it pass ({exception.GetType().Name})",
        _ when isOutOfTime || RetryRules.IsForeignLimit(exception) => null,
        _ => "it was ended from outside; the client was disposed, or a handler that the host added gave it up",
    };

    private static (TimeSpan? Timeout, string Words) Limit(Exception exception, WaldoOperation operation, ClientSettings settings) => exception switch
    {
        LimitReachedException own => (own.Timeout, Words(own.Timeout, own.Setting)),
        TimeoutRejectedException hosts => (hosts.Timeout, Words(hosts.Timeout, "a time-out of a handler that the host added")),
        _ when RetryRules.IsForeignLimit(exception) => (null, "a time limit that was set outside of Waldo.Client, such as HttpClient.Timeout or the transport's ConnectTimeout"),
        _ => (settings.TotalTimeoutOf(operation), Words(settings.TotalTimeoutOf(operation), nameof(WaldoClientOptions.TotalTimeout))),
    };

    private static string Words(TimeSpan limit, string setting) => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds} s ({setting})");
}
