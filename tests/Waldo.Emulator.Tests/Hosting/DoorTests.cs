using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Hosting;

public sealed class DoorTests
{
    [Fact]
    public async Task Both_doors_lead_to_the_same_customers()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var socket = await RawApi.ConnectAsync(emulator, Door.Socket);
        using var memory = await RawApi.ConnectAsync(emulator, Door.Memory);
        using var onboarded = await socket.OnboardAsync("crm-1");

        using var found = await memory.GetAsync("customer?externalId=crm-1");

        (await found.JsonAsync())["customers"]!.AsArray().Count.ShouldBe(1);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(2);
    }

    [Fact]
    public async Task The_client_options_point_at_the_emulator_and_are_fresh_each_time()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var options = emulator.ClientOptions;

        options.BaseAddress.ShouldBe(emulator.Address);
        emulator.Address.IsLoopback.ShouldBeTrue();
        emulator.Address.AbsoluteUri.ShouldEndWith("/");
        emulator.ClientOptions.ShouldNotBeSameAs(options);
    }

    [Fact]
    public async Task A_disposed_emulator_frees_its_port()
    {
        var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, Door.Socket);

        await emulator.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => api.GetAsync("customer?zipCode=06101"));
    }

    [Fact]
    public async Task A_hundred_emulators_run_side_by_side()
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
            using var api = await RawApi.ConnectAsync(emulator, Door.Socket);
            using var onboarded = await api.OnboardAsync("crm-" + number);
            using var found = await api.GetAsync("customer?zipCode=06101");
            return (await found.JsonAsync())["customers"]!.AsArray().Count;
        }));

        customers.ShouldAllBe(count => count == 1);
        customers.Length.ShouldBe(100);
    }

    [Theory, CombinatorialDoors]
    public async Task An_unknown_path_is_404_and_a_wrong_method_405_with_the_usual_body(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);

        using var unknown = await api.GetAsync("customers");
        using var wrongMethod = await api.GetAsync("onboard");

        await unknown.ShouldFailAsync(404, "NOT_FOUND", "Not found.");
        await wrongMethod.ShouldFailAsync(405, "NOT_FOUND", "Not found.");
        wrongMethod.Reason().ShouldBe("This path takes POST only.");
    }
}
