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
            var answer = await waldo.EnsureOnboardedAsync(Person($"crm-{i}"), Cancel);
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

        var error = await Should.ThrowAsync<WaldoTransportException>(() => waldo.OnboardAsync(Person("crm-1"), Cancel));

        error.MayHaveBeenProcessed.ShouldBeTrue();
        emulator.Journal.Count("POST", "/onboard").ShouldBe(1);
    }

    private static OnboardRequest Person(string externalId) => new()
    {
        FirstName = "Mara",
        LastName = "Lindqvist",
        OfficialId = OfficialId.Ssn("900-55-0142"),
        Email = "mara@example.org",
        Phone = "+12025550142",
        DateOfBirth = new DateOnly(1991, 7, 2),
        Address = "18 Larch Lane",
        City = "Hartford",
        State = "CT",
        ZipCode = "06101",
        Country = "US",
        ExternalId = externalId,
    };
}
