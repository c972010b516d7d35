using Microsoft.Extensions.Logging;

namespace Waldo.Client.Diagnostics;

/// <summary>What is logged about evaluations. Event ids 300 to 399; they do not change their meaning.</summary>
internal static partial class EvaluationLog
{
    [LoggerMessage(300, LogLevel.Warning, "The evaluation tracker threw ({Reason}); the call goes on without it.")]
    public static partial void TrackerFailed(ILogger logger, string reason);
}
