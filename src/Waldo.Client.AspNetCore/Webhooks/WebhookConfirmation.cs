namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>
/// Holds a webhook against what Waldo's API says, and puts the API's data in the place of the body's. What the API does not confirm may be forged, or may
/// only be ahead of it.
/// </summary>
internal static class WebhookConfirmation
{
    /// <param name="waldo">The client.</param>
    /// <param name="received">The webhook.</param>
    /// <param name="knownCustomer">The customer of a request of this application's, by the webhook's request id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Confirmation> ConfirmAsync(WaldoClient waldo, WaldoEvent received, string? knownCustomer, CancellationToken cancellationToken)
    {
        if (received is UnknownEvent or FlagEvent { Flag: null } || (EventStages.EvaluationOf(received) is not null && EventStages.Of(received) == EventStage.None))
        {
            // What it means is not known, so neither is what would confirm it.
            return new Confirmation(received, Customer: null, Problem: null);
        }

        if (received.CustomerId is { } named && knownCustomer is not null && !named.Equals(knownCustomer, StringComparison.OrdinalIgnoreCase))
        {
            return Confirmation.Refused("its request was made for another customer.");
        }

        var customer = await FindAsync(waldo, received.CustomerId ?? knownCustomer, received.ExternalId, cancellationToken).ConfigureAwait(false);
        if (customer is null)
        {
            return Confirmation.Refused("Waldo knows no such customer, or it names none.");
        }

        return await ProblemAsync(waldo, received, customer, cancellationToken).ConfigureAwait(false) is { } problem
            ? Confirmation.Refused(problem)
            : new Confirmation(Rewrite(received, customer), customer, Problem: null);
    }

    private static async Task<Customer?> FindAsync(WaldoClient waldo, string? customerId, string? externalId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(customerId))
        {
            var customer = await waldo.GetCustomerAsync(customerId, cancellationToken).ConfigureAwait(false);
            var isAnother = !string.IsNullOrEmpty(externalId) && customer?.ExternalId is { } theirs && !theirs.Equals(externalId, StringComparison.Ordinal);
            return isAnother ? null : customer;
        }

        if (string.IsNullOrWhiteSpace(externalId))
        {
            return null;
        }

        var found = await waldo.FindCustomersAsync(CustomerQuery.ByExternalId(externalId), cancellationToken).ConfigureAwait(false);
        return found is [{ } only] && string.Equals(only.ExternalId, externalId, StringComparison.Ordinal) ? only : null;
    }

    private static async Task<string?> ProblemAsync(WaldoClient waldo, WaldoEvent received, Customer customer, CancellationToken cancellationToken)
    {
        if (received is FlagEvent { Flag: var flag })
        {
            return customer.Validation?.FraudReport == flag && flag is not null ? null : "the customer is not flagged as it says.";
        }

        if (received is OnboardEvent { Evaluation: null } decided)
        {
            return decided.Validation?.Status is { } said && said == customer.Validation?.Status ? null : "the customer's status is another one.";
        }

        return EventStages.Of(received) == EventStage.Ended && !await HasEndedAsync(waldo, received, customer, cancellationToken).ConfigureAwait(false)
            ? "the customer's evaluation has not ended like that."
            : null;
    }

    private static async Task<bool> HasEndedAsync(WaldoClient waldo, WaldoEvent received, Customer customer, CancellationToken cancellationToken)
    {
        var said = EventStages.EvaluationOf(received)!;
        if (!IsAtRest(customer))
        {
            return customer.Evaluation!.Status == said.Status;
        }

        // A failed evaluation leaves no trace, so that only Waldo's own word confirms it.
        return said.Status == EvaluationStatus.Completed && await HasLeftTracesAsync(waldo, received, said.Type, customer, cancellationToken).ConfigureAwait(false);
    }

    // A word that this version does not know is no rest: the evaluation may be under way.
    private static bool IsAtRest(Customer customer) => customer.Evaluation?.Status is not { } status || status == default || status == EvaluationStatus.Idle;

    private static async Task<bool> HasLeftTracesAsync(
        WaldoClient waldo, WaldoEvent received, EvaluationType? type, Customer customer, CancellationToken cancellationToken)
    {
        if (received is EvaluationEvent && type == EvaluationType.Fraud)
        {
            return await waldo.GetFraudHistoryAsync(customer.CustomerId!, cancellationToken).ConfigureAwait(false) is { Active: not null };
        }

        if (type == EvaluationType.Document)
        {
            var history = await waldo.GetKycHistoryAsync(customer.CustomerId!, cancellationToken).ConfigureAwait(false);
            return history?.Active?.Type == EvaluationType.Document || history?.History?.Any(static entry => entry?.Type == EvaluationType.Document) == true;
        }

        return customer.Validation?.Kyc is { } outcome && outcome != default && outcome != KycOutcome.Pending;
    }

    // Members that the API does not know about are left out: nobody vouches for them.
    private static WaldoEvent Rewrite(WaldoEvent received, Customer customer) => received switch
    {
        OnboardEvent onboard => new OnboardEvent
        {
            Event = received.Event,
            RequestId = received.RequestId,
            CustomerId = customer.CustomerId,
            ExternalId = customer.ExternalId,
            Uri = customer.Uri,
            Evaluation = Known(onboard.Evaluation, customer),
            Validation = customer.Validation,
        },
        EvaluationEvent evaluation => new EvaluationEvent
        {
            Event = received.Event,
            RequestId = received.RequestId,
            CustomerId = customer.CustomerId,
            ExternalId = customer.ExternalId,
            Uri = customer.Uri,
            Evaluation = Known(evaluation.Evaluation, customer),
            Validation = customer.Validation,
        },
        _ => new FlagEvent
        {
            Event = received.Event,
            RequestId = received.RequestId,
            CustomerId = customer.CustomerId,
            ExternalId = customer.ExternalId,
            Uri = customer.Uri,
            Flag = ((FlagEvent)received).Flag,
        },
    };

    // Of what kind it is, Waldo tells as long as the customer is not at rest. At rest, the traces have told, of the kinds that there are.
    private static Evaluation? Known(Evaluation? told, Customer customer)
    {
        if (told is null)
        {
            return null;
        }

        var isTraced = IsAtRest(customer) && told.Status == EvaluationStatus.Completed
            && (told.Type == EvaluationType.Kyc || told.Type == EvaluationType.Fraud || told.Type == EvaluationType.Document);
        return new Evaluation { Type = isTraced ? told.Type : IsAtRest(customer) ? null : customer.Evaluation!.Type, Status = told.Status };
    }
}

/// <summary>What the API says to a webhook.</summary>
/// <param name="Event">The event with the API's data.</param>
/// <param name="Customer">The customer; <see langword="null"/> for an unknown event.</param>
/// <param name="Problem">Why it is not confirmed, or <see langword="null"/>.</param>
internal sealed record Confirmation(WaldoEvent? Event, Customer? Customer, string? Problem)
{
    public static Confirmation Refused(string problem) => new(Event: null, Customer: null, problem);
}
