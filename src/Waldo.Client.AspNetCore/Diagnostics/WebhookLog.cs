using Microsoft.Extensions.Logging;

namespace Waldo.Client.AspNetCore.Diagnostics;

/// <summary>What is logged about webhooks. Event ids 500 to 599; they do not change their meaning.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(500, LogLevel.Debug, "Handled a webhook, {Kind} of customer {CustomerId}.")]
    public static partial void Handled(ILogger logger, string kind, string? customerId);

    [LoggerMessage(501, LogLevel.Debug, "A webhook came again, {Kind} of customer {CustomerId}; it was handled before.")]
    public static partial void Duplicate(ILogger logger, string kind, string? customerId);

    [LoggerMessage(502, LogLevel.Debug, "A webhook came late, {Kind} of customer {CustomerId}; a later stage was handled before.")]
    public static partial void Late(ILogger logger, string kind, string? customerId);

    [LoggerMessage(503, LogLevel.Warning, "Refused a webhook: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(504, LogLevel.Warning, "Waldo's API does not confirm a webhook, {Kind} of customer {CustomerId}: {Reason} It was answered with 503, so that it may be delivered again.")]
    public static partial void Unconfirmed(ILogger logger, string kind, string? customerId, string reason);

    [LoggerMessage(505, LogLevel.Error, "Handling a webhook failed, {Kind} of customer {CustomerId}. It was answered with 500, and is handled again when it is delivered again.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string kind, string? customerId);

    [LoggerMessage(506, LogLevel.Warning, "Webhooks are taken from anybody (AllowUnverified), and what they say is believed. Set ConfirmWithApi, or a Secret.")]
    public static partial void AnybodyIsBelieved(ILogger logger);

    [LoggerMessage(507, LogLevel.Warning, "The log level of the category Microsoft.AspNetCore.Hosting.Diagnostics is set so that whole URLs are logged, and with them the webhook's secret. Set it to Warning for every logging provider.")]
    public static partial void SecretIsLogged(ILogger logger);
}
