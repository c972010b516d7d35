using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>A webhook ends a wait at once, wherever it arrives.</summary>
public sealed class WakeUpTests
{
    // Long enough that only a webhook can end the test in its time.
    private static readonly EvaluationWaitOptions Slow = new() { InitialDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1), Timeout = TimeSpan.FromHours(2) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_instance_that_receives_it()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual }, Cancel);
        await using var host = await WebhookHost.StartAsync(builder => Emulated.AddClient(builder, emulator));
        var onboarded = await host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var asked = new Asked();
        var wait = host.Waldo.WaitForEvaluationAsync(onboarded.Handle, asked.With(Slow), Cancel);
        await asked.OnceAsync();

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await host.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!));

        (await wait.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Validation!.Kyc.ShouldBe(KycOutcome.Passed);
        emulator.Journal.Count("GET", "/customer").ShouldBe(2);
    }

    [Fact]
    public async Task On_another_instance_over_the_distributed_cache()
    {
        var cache = new SharedCache();
        await using var emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual }, Cancel);
        await using var waiting = await WebhookHost.StartAsync(builder => { cache.Use(builder); Emulated.AddClient(builder, emulator); });
        await using var receiving = await WebhookHost.StartAsync(builder => { cache.Use(builder); Emulated.AddClient(builder, emulator); });
        var onboarded = await waiting.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var asked = new Asked();
        var wait = waiting.Waldo.WaitForEvaluationAsync(onboarded.Handle, asked.With(Slow), Cancel);
        await asked.OnceAsync();

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await receiving.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!));

        (await wait.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Validation!.Kyc.ShouldBe(KycOutcome.Passed);
        emulator.Journal.Count("GET", "/customer").ShouldBe(2);
    }

    [Fact]
    public async Task An_instance_where_nobody_waits_does_not_ask_the_cache()
    {
        var cache = new SharedCache();
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: Cancel);
        var time = TestTimes.Clock();
        await using var host = await WebhookHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            cache.Use(builder);
            Emulated.AddClient(builder, emulator);
        });
        using var enough = new CancellationTokenSource();
        var wait = host.Waldo.WaitForEvaluationAsync(new EvaluationHandle(Bodies.Customer), Slow, enough.Token);
        await Eventually.TrueAsync(() => cache.Reads >= 1);

        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        time.Advance(TimeSpan.FromMilliseconds(500));
        var readsAfterTheLastLook = cache.Reads;
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
        }

        // Somebody waits again: by the time of his first look, those that nobody wanted would have come.
        using var enoughAgain = new CancellationTokenSource();
        var again = host.Waldo.WaitForEvaluationAsync(new EvaluationHandle(Bodies.Customer), Slow, enoughAgain.Token);
        await Eventually.TrueAsync(() => cache.Reads > readsAfterTheLastLook);
        cache.Reads.ShouldBe(readsAfterTheLastLook + 1);
        await enoughAgain.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => again);
    }

    private sealed class Asked : IProgress<Customer>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task OnceAsync() => _first.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        public EvaluationWaitOptions With(EvaluationWaitOptions options) =>
            new() { InitialDelay = options.InitialDelay, MaxDelay = options.MaxDelay, Timeout = options.Timeout, Progress = this };

        void IProgress<Customer>.Report(Customer value) => _first.TrySetResult();
    }
}
