using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator.Customers;

/// <summary>Sets flags for the API and the dashboard alike, and tells the webhooks.</summary>
internal sealed class Flags(EmulatorClock clock, EmulatorWebhooks webhooks, Action changed)
{
    public CustomerState Set(Customer customer, bool flag)
    {
        var state = customer.Update(old => flag switch
        {
            true when !old.Flagged => old with { Flagged = true, Status = "REJECTED", StatusBeforeFlag = old.Status },
            false when old.Flagged => old with { Flagged = false, Status = old.StatusBeforeFlag ?? old.Status, StatusBeforeFlag = null },
            _ => old,
        });
        changed();
        clock.Schedule(TimeSpan.Zero, () => webhooks.SendAsync(WebhookBody.Flag(customer, flag)));
        return state;
    }
}
