using Waldo.Client;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Dashboard;

/// <summary>A morning with several customers, so that every part of the page has something to show.</summary>
internal static class Story
{
    public static OnboardRequest Customer(string externalId) =>
        Mara.As(externalId, new OnboardOptions { IncludeFraudCheck = externalId.StartsWith("fraud", StringComparison.Ordinal) });

    /// <summary>Looks a customer up under a fault, which the client may or may not get over.</summary>
    public static async Task LookUpAsync(WaldoClient waldo, string customerId) =>
        await Record.ExceptionAsync(() => waldo.GetCustomerAsync(customerId, TestContext.Current.CancellationToken));

    public static async Task TellAsync(WaldoEmulator emulator)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var waldo = emulator.CreateClient();
        foreach (var externalId in new[] { "kyc-pass", "fraud-pass", "fraud-review", "fraud-reject", "kyc-review" })
        {
            await waldo.OnboardAsync(Customer(externalId), cancellationToken);
            await emulator.AdvanceAsync(TimeSpan.FromSeconds(4), cancellationToken);
        }

        var flagged = await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("fraud-reject"), cancellationToken);
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(2), cancellationToken);
        emulator.Customers.Flag(flagged[0].CustomerId!, true);
        emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Path = "/customer", Status = 503 });
        await LookUpAsync(waldo, flagged[0].CustomerId!);
        emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDrop, Path = "/onboard/initiated" });
        emulator.Tokens.RevokeAll();
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("fraud-pass"), cancellationToken);
        await waldo.OnboardAsync(Customer("fraud-pass"), cancellationToken);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(4), cancellationToken);
        emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard", Times = 2 });
        emulator.Faults.Add(new Fault { Kind = FaultKind.Latency, Times = null, Probability = 0.25 });
    }
}
