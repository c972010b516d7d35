using System.Net;
using Polly.Timeout;
using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client.Resilience;

/// <summary>Which failures are worth another attempt of which call. Pure decisions; the table stands in docs/resilience.md.</summary>
internal static class RetryRules
{
    /// <summary>Whether an answer may be followed by another attempt.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="operation">The call.</param>
    /// <param name="brokeOff">Whether its body broke off.</param>
    public static bool MayRepeat(HttpResponseMessage response, WaldoOperation operation, bool brokeOff)
    {
        if (AsksToComeBack(response))
        {
            return true;
        }

        return operation.IsRepeatable && ((brokeOff && response.IsSuccessStatusCode) || StatusKind.IsServerFault(response.StatusCode));
    }

    /// <summary>429, or 503 with Retry-After: nothing was done.</summary>
    public static bool AsksToComeBack(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);

    /// <summary>Whether a failure without an answer may be followed by another attempt.</summary>
    /// <param name="failure">What the attempt ended with.</param>
    /// <param name="operation">The call.</param>
    /// <param name="mayHaveArrived">Whether any attempt may have reached Waldo.</param>
    public static bool MayRepeat(Exception failure, WaldoOperation operation, bool mayHaveArrived) => failure switch
    {
        // No token, after the authentication's own retries.
        WaldoException => false,
        TimeoutRejectedException or IOException or HttpRequestException => operation.IsRepeatable || !mayHaveArrived,
        _ => IsForeignLimit(failure) && (operation.IsRepeatable || !mayHaveArrived),
    };

    /// <summary>Whether a time limit that is not this client's ended the attempt, such as the transport's for connecting: .NET tells it like that.</summary>
    public static bool IsForeignLimit(Exception failure) => failure is OperationCanceledException { InnerException: TimeoutException };

    /// <summary>Whether the failure happened before a connection stood, so that nothing was sent over it.</summary>
    public static bool NeverConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
    };
}
