using Waldo.Client;
using Waldo.Client.AspNetCore;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>
/// What becomes of Waldo's webhooks. With <c>ConfirmWithApi</c> the customer has been read from Waldo before this runs, so that nobody else's word gets here.
/// What is written down is read once more: another webhook of the customer may have been handled since.
/// </summary>
public sealed partial class WaldoEvents(CustomerUpdates updates, ILogger<WaldoEvents> log) : WaldoWebhookHandler
{
    public override async Task HandleAsync(WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(context);
        if (context.Customer is { CustomerId: { } customerId } customer
            && !await updates.TakeAsync(customerId, customer.ExternalId, EvaluationOf(received), cancellationToken))
        {
            // Another application of the same account has onboarded it.
            LogStranger(log, customerId);
        }

        // Calls the method for the event's kind and stage: the place for what happens once, such as a mail to the customer.
        await base.HandleAsync(received, context, cancellationToken);
    }

    protected override Task OnOnboardingCompletedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        // Only this one word is good news.
        LogOnboarded(log, received.CustomerId, received.Validation?.Status == CustomerStatus.Approved ? "approved" : "not approved");
        return Task.CompletedTask;
    }

    protected override Task OnUnknownAsync(WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        LogUnknown(log, received.CustomerId);
        return Task.CompletedTask;
    }

    // A decision by hand and a flag tell no evaluation.
    private static Evaluation? EvaluationOf(WaldoEvent received) => received switch
    {
        OnboardEvent onboard => onboard.Evaluation,
        EvaluationEvent evaluation => evaluation.Evaluation,
        _ => null,
    };

    [LoggerMessage(LogLevel.Information, "The onboarding of customer {CustomerId} has ended: {Decision}.")]
    private static partial void LogOnboarded(ILogger log, string? customerId, string decision);

    [LoggerMessage(LogLevel.Warning, "A webhook of an unknown kind or stage about customer {CustomerId}; it is no good news until somebody has looked.")]
    private static partial void LogUnknown(ILogger log, string? customerId);

    [LoggerMessage(LogLevel.Information, "A webhook about customer {CustomerId}, whom this application has not onboarded.")]
    private static partial void LogStranger(ILogger log, string? customerId);
}
