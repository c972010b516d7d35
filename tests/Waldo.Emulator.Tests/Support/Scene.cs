using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Waldo.Emulator.Tests.Support;

/// <summary>An emulator on a manual clock with a webhook receiver and an authenticated caller.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Scene(WaldoEmulator emulator, RawApi api, Receiver receiver)
    {
        Emulator = emulator;
        Api = api;
        Receiver = receiver;
    }

    public WaldoEmulator Emulator { get; }

    public RawApi Api { get; }

    public Receiver Receiver { get; }

    public static async Task<Scene> OpenAsync(Action<WaldoEmulatorOptions>? configure = null, Door door = Door.Memory)
    {
        var receiver = new Receiver();
        var options = new WaldoEmulatorOptions
        {
            Clock = ClockSetting.Manual,
            TimeProvider = new FakeTimeProvider(Start),
            WebhookTransport = receiver,
            Webhooks = { Receiver.Address },
        };
        configure?.Invoke(options);
        var emulator = await WaldoEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        return new Scene(emulator, await RawApi.ConnectAsync(emulator, door), receiver);
    }

    public Task AdvanceAsync(double seconds) => Emulator.AdvanceAsync(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);

    /// <summary>Onboards a customer, to the end of its evaluation or not, and gives its id.</summary>
    public async Task<string> OnboardAsync(string? externalId = null, bool fraudCheck = false, bool express = false, bool complete = true)
    {
        var body = Sample.Onboard(externalId);
        body["options"] = new JsonObject { ["includeFraudCheck"] = fraudCheck, ["useExpressKYC"] = express };
        using var response = await Api.PostAsync("onboard", body);
        response.IsSuccessStatusCode.ShouldBeTrue();
        if (complete)
        {
            await AdvanceAsync(120);
        }

        return await response.MemberAsync("customerId");
    }

    public async Task<JsonObject> CustomerAsync(string customerId)
    {
        using var response = await Api.GetAsync("customer?customerId=" + customerId);
        return (await response.JsonAsync())["customers"]![0]!.AsObject();
    }

    /// <summary>Moves the clock once a request waits on it: before that there is nothing to move.</summary>
    public async Task AdvanceUntilAsync(Task call, TimeSpan by)
    {
        var target = Emulator.Clock.GetUtcNow() + by;
        await UntilItWaitsAsync(call);
        await Emulator.AdvanceAsync(target - Emulator.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    /// <summary>Lets a request come as far as its wait on the emulator's clock.</summary>
    public async Task UntilItWaitsAsync(Task call)
    {
        while (!Emulator.Clock.IsAwaited && !call.IsCompleted)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Emulator.DisposeAsync();
        Receiver.Dispose();
    }
}
