using System.Net;

namespace Waldo.Client.Errors;

internal static class StatusKind
{
    /// <summary>408 and the 5xx that may pass, and that leave open what was done; what a server does not implement does neither.</summary>
    public static bool IsServerFault(HttpStatusCode status) =>
        status == HttpStatusCode.RequestTimeout
        || ((int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported));
}
