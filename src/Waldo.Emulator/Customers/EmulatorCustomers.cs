using Waldo.Emulator.Authentication;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Evaluations;
using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator;

/// <summary>
/// What a person would do with customers on Waldo's dashboard. The webhooks of these operations have no <c>requestId</c>, as documented. Safe for concurrent use.
/// </summary>
public sealed class EmulatorCustomers
{
    private readonly KeyRing _ring;
    private readonly EvaluationEngine _evaluations;
    private readonly Flags _flags;
    private readonly EmulatorWebhooks _webhooks;
    private readonly EmulatorClock _clock;
    private readonly Action _changed;

    internal EmulatorCustomers(
        KeyRing ring, EvaluationEngine evaluations, Flags flags, EmulatorWebhooks webhooks, EmulatorClock clock, Action changed)
    {
        _ring = ring;
        _evaluations = evaluations;
        _flags = flags;
        _webhooks = webhooks;
        _clock = clock;
        _changed = changed;
    }

    /// <summary>How many customers all organisations have together.</summary>
    public int Count => _ring.All.Sum(organisation => organisation.Customers.Count);

    /// <summary>Sets or takes off the fraud-risk flag by hand; sends a <c>flag</c> webhook.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="flag">Whether to set it.</param>
    /// <exception cref="ArgumentException">There is no such customer.</exception>
    public void Flag(string customerId, bool flag) => _flags.Set(Find(customerId).Customer, flag);

    /// <summary>Sets the approval status by hand; sends an <c>onboard</c> webhook.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="status"><c>APPROVED</c>, <c>REJECTED</c> or <c>REVIEW</c>.</param>
    /// <exception cref="ArgumentException">There is no such customer or status.</exception>
    public void Decide(string customerId, string status)
    {
        if (status is not ("APPROVED" or "REJECTED" or "REVIEW"))
        {
            throw new ArgumentException("The status must be APPROVED, REJECTED or REVIEW.", nameof(status));
        }

        var (_, customer) = Find(customerId);
        customer.Update(state => state with { Status = status, StatusBeforeFlag = null });
        _changed();
        _clock.Schedule(TimeSpan.Zero, () => _webhooks.SendAsync(WebhookBody.Decision(customer)));
    }

    /// <summary>Starts a fraud evaluation by hand; its webhooks follow by the clock.</summary>
    /// <param name="customerId">The customer; its onboarding must be complete.</param>
    /// <exception cref="ArgumentException">There is no such customer, or its onboarding is not complete.</exception>
    public void CheckFraud(string customerId)
    {
        var (organisation, customer) = Find(customerId);
        if (!customer.State.Onboarded)
        {
            throw new ArgumentException("The customer's onboarding is not complete yet.", nameof(customerId));
        }

        var outcome = _evaluations.Choose(RequestType.FraudCheck, customer.Data, customer.Data.ExternalId);
        _evaluations.Start(organisation, customer, RequestType.FraudCheck, outcome, requestId: null);
    }

    internal IEnumerable<(Organisation Organisation, Customer Customer)> Newest(int count) => _ring.All
        .SelectMany(organisation => organisation.Customers.Newest(count).Select(customer => (organisation, customer)))
        .OrderByDescending(pair => pair.customer.CreatedAt)
        .ThenByDescending(pair => pair.customer.Id, StringComparer.Ordinal)
        .Take(count);

    private (Organisation Organisation, Customer Customer) Find(string customerId)
    {
        foreach (var organisation in _ring.All)
        {
            if (organisation.Customers.Find(customerId) is { } customer)
            {
                return (organisation, customer);
            }
        }

        throw new ArgumentException("There is no such customer.", nameof(customerId));
    }
}
