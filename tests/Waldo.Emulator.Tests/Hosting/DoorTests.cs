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

    [Theory]
    [InlineData("http://0.0.0.0:0", "localhost")]
    [InlineData("http://[::1]:0", "[::1]")]
    [InlineData("http://127.0.0.1:0", "127.0.0.1")]
    public async Task It_listens_where_it_is_told_and_says_how_it_is_reached(string url, string host)
    {
        var options = new WaldoEmulatorOptions { AllowNonLoopback = true, Urls = { url } };
        await using var emulator = await WaldoEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, Door.Socket);

        emulator.Address.Host.ShouldBe(host);
        api.Token.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task It_does_not_listen_beyond_this_machine_unless_told()
    {
        var refusal = await Should.ThrowAsync<ArgumentException>(
            () => WaldoEmulator.StartAsync(new() { Urls = { "http://0.0.0.0:0" } }, TestContext.Current.CancellationToken));

        refusal.Message.ShouldContain("AllowNonLoopback");
    }

    [Fact]
    public async Task Options_without_sense_are_refused_by_name()
    {
        WaldoEmulatorOptions[] nonsense =
        [
            new() { JournalCapacity = 0 },
            new() { MaxRequestBodyBytes = 10 },
            new() { Seed = -1 },
            new() { WebhookTimeout = TimeSpan.Zero },
            new() { WebhookRetryDelays = { TimeSpan.FromSeconds(-1) } },
            new() { Delays = { Completed = TimeSpan.FromSeconds(2) } },
        ];

        foreach (var options in nonsense)
        {
            await Should.ThrowAsync<ArgumentException>(() => WaldoEmulator.StartAsync(options, TestContext.Current.CancellationToken));
        }
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
