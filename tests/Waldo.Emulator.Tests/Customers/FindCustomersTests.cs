using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Customers;

public sealed class FindCustomersTests
{
    [Theory]
    [InlineData("email=MARA@example.org")]
    [InlineData("officialId=900-55-0142")]
    [InlineData("zipCode=06101")]
    [InlineData("dob=1991-07-02")]
    [InlineData("externalId=crm-20417")]
    [InlineData("externalId=crm-20417&zipCode=06101&dob=1991-07-02")]
    public async Task A_customer_is_found_by_every_documented_field(string query)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var onboarded = await api.OnboardAsync("crm-20417");

        using var response = await api.GetAsync("customer?" + query);

        var customer = (await response.JsonAsync())["customers"]!.AsArray().ShouldHaveSingleItem()!;
        customer["customerId"]!.ToString().ShouldBe(await onboarded.MemberAsync("customerId"));
        customer["officialId"]!.ToJsonString().ShouldBe("""{"docType":"SSN","value":"900-55-0142","country":"US"}""");
    }

    [Fact]
    public async Task A_customer_is_found_by_its_id_with_the_documented_members()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        var body = Sample.Onboard("crm-20417");
        body["ipAddress"] = "203.0.113.24";
        using var onboarded = await api.PostAsync("onboard", body);

        using var response = await api.GetAsync("customer?customerId=" + await onboarded.MemberAsync("customerId"));

        var customer = (await response.JsonAsync())["customers"]![0]!.AsObject();
        customer.Select(member => member.Key).ShouldBe(
        [
            "createdAt", "firstName", "lastName", "dob", "officialId", "address", "email", "phone", "zipCode", "state", "ipAddress", "evaluation",
            "validation", "externalId", "customerId", "uri",
        ]);
        customer["ipAddress"]!.ToJsonString().ShouldBe("""{"valid":true,"value":"203.0.113.24"}""");
    }

    [Theory, CombinatorialDoors]
    public async Task No_match_is_an_empty_list_and_several_conditions_must_all_hold(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);
        using var onboarded = await api.OnboardAsync("crm-20417");

        using var response = await api.GetAsync("customer?zipCode=06101&email=other@example.org");

        (await response.JsonAsync()).ToJsonString().ShouldBe("""{"customers":[]}""");
    }

    [Fact]
    public async Task All_matches_are_listed_oldest_first()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        foreach (var id in new[] { "c", "a", "b" })
        {
            using var onboarded = await api.OnboardAsync(id);
        }

        using var response = await api.GetAsync("customer?zipCode=06101");

        (await response.JsonAsync())["customers"]!.AsArray().Select(customer => customer!["externalId"]!.ToString()).ShouldBe(["c", "a", "b"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?phone=%2B12025550142")]
    [InlineData("?email=")]
    [InlineData("?email=a@example.org&email=b@example.org")]
    public async Task A_query_outside_the_documentation_is_400_INVALID_QUERY(string query)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);

        using var response = await api.GetAsync("customer" + query);

        await response.ShouldFailAsync(400, "INVALID_QUERY", "Invalid query.");
        response.Reason().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Organisations_do_not_see_each_others_customers()
    {
        var options = new WaldoEmulatorOptions();
        options.KeyPairs.Add(new EmulatorKeyPair("sandbox.wk.acme", "sandbox.ws.acme"));
        await using var emulator = await WaldoEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        using var first = await RawApi.ConnectAsync(emulator);
        using var acme = await RawApi.ConnectAsync(emulator, keys: options.KeyPairs[0]);
        using var onboarded = await first.OnboardAsync("crm-1");

        using var response = await acme.GetAsync("customer?externalId=crm-1");

        (await response.JsonAsync())["customers"]!.AsArray().ShouldBeEmpty();
    }
}
