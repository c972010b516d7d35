namespace Waldo.Emulator.Webhooks;

/// <summary>Tries a delivery until the receiver takes it or the schedule ends, and keeps the log.</summary>
internal sealed class Deliverer(EmulatorClock clock, WebhookSender sender, DeliveryLog log, IReadOnlyList<TimeSpan> retryDelays)
{
    /// <summary>Makes one try; a further one is put on the clock's agenda, behind whatever waits for the same target then.</summary>
    public async Task TryAsync(WebhookDelivery delivery, TargetQueue target)
    {
        var attempt = await sender.PostAsync(delivery.Target, delivery.Body).ConfigureAwait(false);
        var tries = 0;
        log.Update(delivery.Id, old =>
        {
            tries = old.Attempts.Count + 1;
            return old with { Attempts = [.. old.Attempts, attempt], State = StateAfter(attempt, tries) };
        });
        if (tries > 0 && StateAfter(attempt, tries) == WebhookDeliveryState.Pending)
        {
            clock.Schedule(retryDelays[tries - 1], () => target.Enqueue(() => TryAsync(delivery, target)));
        }
    }

    private WebhookDeliveryState StateAfter(WebhookAttempt attempt, int tries) => attempt.Status switch
    {
        >= 200 and < 300 => WebhookDeliveryState.Delivered,
        _ when tries > retryDelays.Count => WebhookDeliveryState.GivenUp,
        _ => WebhookDeliveryState.Pending,
    };
}
