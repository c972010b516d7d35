using Waldo.Client;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Sdk;

/// <summary>The token's life over a real socket, against an independent implementation of the server's side.</summary>
public sealed class RollingTokenTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_callers_authenticate_once()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: Cancel);
        using var waldo = emulator.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), Cancel)));

        emulator.Journal.Count("GET", "/customer").ShouldBe(200);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    [Fact]
    public async Task A_day_of_calls_needs_one_authentication()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual }, Cancel);
        var options = emulator.ClientOptions;
        options.TimeProvider = emulator.Clock;
        using var waldo = new WaldoClient(options);

        for (var i = 0; i < 48; i++)
        {
            await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), Cancel);
            await emulator.AdvanceAsync(TimeSpan.FromMinutes(30), Cancel);
        }

        emulator.Journal.Count("GET", "/customer", 200).ShouldBe(48);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_slept_for_hours_authenticates_again()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual }, Cancel);
        var options = emulator.ClientOptions;
        options.TimeProvider = emulator.Clock;
        using var waldo = new WaldoClient(options);
        await waldo.GetAccessTokenAsync(Cancel);

        await emulator.AdvanceAsync(TimeSpan.FromHours(9), Cancel);
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), Cancel);

        emulator.Journal.Count("GET", "/customer").ShouldBe(1);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(2);
    }

    [Fact]
    public async Task Tokens_revoked_under_load_cost_one_authentication_and_no_call()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: Cancel);
        using var waldo = emulator.CreateClient();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), Cancel)));

        emulator.Tokens.RevokeAll();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), Cancel)));

        emulator.Journal.Count("GET", "/customer", 200).ShouldBe(150);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(2);
    }
}
