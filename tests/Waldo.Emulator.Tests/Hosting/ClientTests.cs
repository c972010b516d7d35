using Waldo.Client;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Hosting;

public sealed class ClientTests
{
    [Theory, CombinatorialDoors]
    public async Task The_SDK_authenticates_once_and_lives_on_rolled_tokens(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var handler = emulator.CreateHandler();
        using var waldo = door == Door.Socket ? emulator.CreateClient() : new WaldoClient(emulator.ClientOptions, handler);

        for (var call = 0; call < 10; call++)
        {
            await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), TestContext.Current.CancellationToken);
        }

        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
        emulator.Journal.Count("GET", "/customer", 200).ShouldBe(10);
    }

    [Fact]
    public async Task A_client_on_the_emulators_clock_calls_once_a_minute_for_a_day_with_one_authentication()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { Clock = ClockSetting.Manual }, TestContext.Current.CancellationToken);
        using var handler = emulator.CreateHandler();
        var options = emulator.ClientOptions;
        options.TimeProvider = emulator.Clock;
        using var waldo = new WaldoClient(options, handler);

        for (var minute = 0; minute < 24 * 60; minute++)
        {
            await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), TestContext.Current.CancellationToken);
            await emulator.AdvanceAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }

        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_without_the_caller_noticing()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var waldo = emulator.CreateClient();
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), TestContext.Current.CancellationToken);

        emulator.Tokens.RevokeAll();
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), TestContext.Current.CancellationToken);

        emulator.Journal.Count("POST", "/authenticate").ShouldBe(2);
        emulator.Journal.Count("GET", "/customer", 401).ShouldBe(1);
    }
}
