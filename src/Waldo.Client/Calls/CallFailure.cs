using System.Globalization;

namespace Waldo.Client.Calls;

/// <summary>Turns what a transport throws into the documented exceptions.</summary>
internal static class CallFailure
{
    /// <summary>Whether an exception is one that means: no answer.</summary>
    public static bool IsNoAnswer(Exception exception) => exception is OperationCanceledException or HttpRequestException or IOException;

    public static Exception Translate(Exception exception, string operation, bool mayHaveBeenProcessed, TimeSpan timeout, CancellationToken caller)
    {
        if (exception is OperationCanceledException)
        {
            if (caller.IsCancellationRequested)
            {
                return new OperationCanceledException("The call was cancelled.", exception, caller);
            }

            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"{operation} got no answer within {timeout.TotalSeconds} s ({nameof(WaldoClientOptions.TotalTimeout)}). {Advice(mayHaveBeenProcessed)}");
            return new WaldoTimeoutException(message, exception) { Timeout = timeout, MayHaveBeenProcessed = mayHaveBeenProcessed };
        }

        var mayHaveArrived = mayHaveBeenProcessed && !NeverConnected(exception);
        return new WaldoTransportException($"{operation} got no answer: the connection failed. {Advice(mayHaveArrived)}", exception)
        {
            MayHaveBeenProcessed = mayHaveArrived,
        };
    }

    private static bool NeverConnected(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
    };

    private static string Advice(bool mayHaveBeenProcessed) => mayHaveBeenProcessed
        ? "It may have been carried out all the same: look the customer up before you send it again."
        : "It changed nothing; try again later.";
}
