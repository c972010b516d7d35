namespace Waldo.Client.AspNetCore;

/// <summary>What is known of a webhook beside what it says itself.</summary>
public sealed class WaldoWebhookContext
{
    /// <summary>Who caused it, as far as that can be told.</summary>
    public WaldoWebhookOrigin Origin { get; init; }

    /// <summary>
    /// The customer as Waldo's API tells it now, with <see cref="WaldoWebhookOptions.ConfirmWithApi"/>; else <see langword="null"/>.
    /// </summary>
    public Customer? Customer { get; init; }

    /// <summary>Whether Waldo's API confirmed the event. Without <see cref="WaldoWebhookOptions.ConfirmWithApi"/>, and for unknown events, it is <see langword="false"/>.</summary>
    public bool IsConfirmed { get; init; }
}
