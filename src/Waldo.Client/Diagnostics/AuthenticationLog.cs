using Microsoft.Extensions.Logging;

namespace Waldo.Client.Diagnostics;

/// <summary>What the token engine logs. Event ids 100 to 199; they do not change their meaning.</summary>
internal static partial class AuthenticationLog
{
    [LoggerMessage(100, LogLevel.Debug, "Authenticated; the token lives {Life}.")]
    public static partial void Authenticated(ILogger logger, TimeSpan life);

    [LoggerMessage(101, LogLevel.Error, "Waldo does not accept the credentials ({Reason}). Calls fail without asking again for {Wait}.")]
    public static partial void CredentialsRejected(ILogger logger, string reason, TimeSpan wait);

    [LoggerMessage(102, LogLevel.Warning, "Authentication failed: {Reason}")]
    public static partial void AuthenticationFailed(ILogger logger, string reason);

    [LoggerMessage(103, LogLevel.Warning, "Renewing the token failed: {Reason} The current token is used on; the next attempt is in {Wait} at the earliest.")]
    public static partial void RenewalFailed(ILogger logger, string reason, TimeSpan wait);

    [LoggerMessage(104, LogLevel.Trace, "Adopted the token of a response; it lives {Life}.")]
    public static partial void Adopted(ILogger logger, TimeSpan life);

    [LoggerMessage(105, LogLevel.Debug, "Ignored the token of a response: {Reason}.")]
    public static partial void NotAdopted(ILogger logger, string reason);

    [LoggerMessage(106, LogLevel.Information, "Waldo rejected a token; it is not used again.")]
    public static partial void TokenRejected(ILogger logger);

    [LoggerMessage(107, LogLevel.Warning, "Waldo rejected a token that it had never accepted. Should it reject the next one too, its 401 answers are passed on for {Wait} without authenticating again.")]
    public static partial void FreshTokenRejected(ILogger logger, TimeSpan wait);

    [LoggerMessage(108, LogLevel.Information, "The credentials changed; tokens of the old ones are dropped.")]
    public static partial void CredentialsChanged(ILogger logger);

    [LoggerMessage(109, LogLevel.Warning, "The token store is not usable ({Reason}); this instance authenticates by itself until it is.")]
    public static partial void StoreFailed(ILogger logger, string reason);

    [LoggerMessage(110, LogLevel.Information, "The token store is usable again.")]
    public static partial void StoreRecovered(ILogger logger);
}
