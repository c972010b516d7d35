using Microsoft.Extensions.Logging;

namespace Waldo.Client.Diagnostics;

/// <summary>What retries and the send guard log. Event ids 200 to 299; they do not change their meaning.</summary>
internal static partial class ResilienceLog
{
    [LoggerMessage(200, LogLevel.Information, "{Operation} failed ({Reason}); attempt {Attempt} follows in {Delay}.")]
    public static partial void Retrying(ILogger logger, string operation, string reason, int attempt, TimeSpan delay);

    [LoggerMessage(201, LogLevel.Warning, "A retry handler of the host tried to send {Operation} a second time; it got the first outcome instead, because sending it again could cost again. Exempt Waldo's client from it, or set AllowHostRetries.")]
    public static partial void SecondPassHeld(ILogger logger, string operation);
}
