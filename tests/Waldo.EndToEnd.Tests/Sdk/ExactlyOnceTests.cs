using Waldo.Client;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Sdk;

/// <summary>Connections cut over a real socket, after the server has done its work.</summary>
public sealed class ExactlyOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_cut_after_processing_leave_one_customer_per_external_id()
    {
        const int Customers = 40;
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: Cancel);
        using var waldo = emulator.CreateClient();
        emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard", Times = null, Probability = 0.7 });

        for (var i = 0; i < Customers; i++)
        {
            var answer = await waldo.EnsureOnboardedAsync(Mara.As($"crm-{i}"), Cancel);
            answer.CustomerId.ShouldNotBeNull();
        }

        emulator.Faults.Clear();
        for (var i = 0; i < Customers; i++)
        {
            (await waldo.FindCustomersAsync(CustomerQuery.ByExternalId($"crm-{i}"), Cancel)).ShouldHaveSingleItem();
        }

        emulator.Journal.Count("POST", "/onboard").ShouldBe(Customers);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    [Fact]
    public async Task A_plain_onboarding_that_is_cut_is_told_and_not_repeated()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: Cancel);
        using var waldo = emulator.CreateClient();
        emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard" });

        var error = await Should.ThrowAsync<WaldoTransportException>(() => waldo.OnboardAsync(Mara.As("crm-1"), Cancel));

        error.MayHaveBeenProcessed.ShouldBeTrue();
        emulator.Journal.Count("POST", "/onboard").ShouldBe(1);
    }
}
