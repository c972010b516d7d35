using Microsoft.Extensions.Logging;

namespace Waldo.Client.AspNetCore.Diagnostics;

/// <summary>What is logged about parts that a fleet shares. Event ids 400 to 499; they do not change their meaning.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(400, LogLevel.Warning, "The distributed cache is not usable ({Reason}); this instance goes by its own memory until it is.")]
    public static partial void CacheFailed(ILogger logger, string reason);

    [LoggerMessage(401, LogLevel.Information, "The distributed cache is usable again.")]
    public static partial void CacheRecovered(ILogger logger);

    [LoggerMessage(402, LogLevel.Warning, "The distributed lock is not usable ({Reason}); this instance goes on without it.")]
    public static partial void LockFailed(ILogger logger, string reason);

    [LoggerMessage(403, LogLevel.Warning, "A token of the fleet cannot be decrypted. Give all instances the same Data Protection keys and application name; until then each authenticates by itself.")]
    public static partial void TokenUnreadable(ILogger logger);

    [LoggerMessage(404, LogLevel.Information, "The distributed lock is usable again.")]
    public static partial void LockRecovered(ILogger logger);
}
