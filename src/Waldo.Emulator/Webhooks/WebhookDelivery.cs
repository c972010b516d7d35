namespace Waldo.Emulator;

/// <summary>A webhook to one target with what became of it.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Its running number, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>Where it goes.</summary>
    public required Uri Target { get; init; }

    /// <summary>The body's <c>event</c>: <c>onboard</c>, <c>evaluation</c> or <c>flag</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The evaluation's status that it tells, such as <c>completed</c>, or <see langword="null"/> for flags and decisions.</summary>
    public string? Stage { get; init; }

    /// <summary>The customer that it is about.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The request that it belongs to, or <see langword="null"/> when it was made on the dashboard or is a flag.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was made, by the emulator's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The JSON body as it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>What has become of it.</summary>
    public WebhookDeliveryState State { get; init; }

    /// <summary>The tries so far, oldest first, with the receiver's answers.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts { get; init; } = [];

    /// <summary>The delivery that it repeats, or <see langword="null"/>.</summary>
    public long? ReplayOf { get; init; }
}

/// <summary>What has become of a <see cref="WebhookDelivery"/>.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is on its way, delayed, held back, or waits for its next try.</summary>
    Pending,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered,

    /// <summary>All tries failed.</summary>
    GivenUp,

    /// <summary>A fault dropped it.</summary>
    Dropped,
}

/// <summary>One try to deliver a webhook.</summary>
/// <param name="At">When, by the emulator's clock.</param>
/// <param name="Status">The receiver's answer, or <see langword="null"/> when there was none.</param>
/// <param name="Error">Why there was no answer, or <see langword="null"/>.</param>
public sealed record WebhookAttempt(DateTimeOffset At, int? Status, string? Error);
