using Microsoft.Extensions.Time.Testing;

namespace Waldo.Emulator.Tests.Time;

public sealed class EmulatorClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _machine = new(Start);

    [Fact]
    public void A_real_clock_runs_with_the_machine()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Real);

        _machine.Advance(TimeSpan.FromSeconds(7));

        clock.GetUtcNow().ShouldBe(Start.AddSeconds(7));
    }

    [Fact]
    public void An_accelerated_clock_runs_by_its_factor()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Accelerated(100));

        _machine.Advance(TimeSpan.FromSeconds(7));

        clock.GetUtcNow().ShouldBe(Start.AddSeconds(700));
    }

    [Fact]
    public async Task A_manual_clock_moves_only_when_told()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Manual);

        _machine.Advance(TimeSpan.FromHours(1));
        await clock.AdvanceAsync(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);

        clock.GetUtcNow().ShouldBe(Start.AddSeconds(7));
    }

    [Fact]
    public async Task An_advance_passes_through_what_is_due_in_its_order_and_at_its_time()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Manual);
        var seen = new List<string>();
        void Note(string name) => seen.Add($"{name} {(clock.GetUtcNow() - Start).TotalSeconds}");
        clock.Schedule(TimeSpan.FromSeconds(5), () => { Note("five"); return Task.CompletedTask; });
        clock.Schedule(TimeSpan.FromSeconds(2), async () =>
        {
            await Task.Yield();
            Note("two");
            clock.Schedule(TimeSpan.FromSeconds(1), () => { Note("three"); return Task.CompletedTask; });
        });
        clock.Schedule(TimeSpan.FromSeconds(9), () => { Note("nine"); return Task.CompletedTask; });

        await clock.AdvanceAsync(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);

        seen.ShouldBe(["two 2", "three 3", "five 5"]);
        clock.GetUtcNow().ShouldBe(Start.AddSeconds(6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void What_is_due_happens_by_itself_while_the_clock_runs(int factor)
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Accelerated(factor));
        var happened = 0;
        clock.Schedule(TimeSpan.FromSeconds(10), () => { happened++; return Task.CompletedTask; });

        _machine.Advance(TimeSpan.FromSeconds((10.0 / factor) - 0.1));
        var before = happened;
        _machine.Advance(TimeSpan.FromSeconds(0.2));

        (before, happened).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_advance_waits_for_work_that_the_clock_itself_began()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Real);
        var gate = new TaskCompletionSource();
        clock.Schedule(TimeSpan.FromSeconds(1), () => gate.Task);
        _machine.Advance(TimeSpan.FromSeconds(2));

        var advance = clock.AdvanceAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        var early = advance.IsCompleted;
        gate.SetResult();
        await advance;

        early.ShouldBeFalse();
    }

    [Fact]
    public async Task A_delay_can_follow_the_clock()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Manual);
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        await delay;
        clock.GetUtcNow().ShouldBe(Start.AddMinutes(5));
    }

    [Fact]
    public void A_disposed_timer_stays_silent_and_a_periodic_one_repeats()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Real);
        var (once, often) = (0, 0);
        var silenced = clock.CreateTimer(_ => once++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var periodic = clock.CreateTimer(_ => often++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        silenced.Dispose();
        for (var second = 0; second < 3; second++)
        {
            _machine.Advance(TimeSpan.FromSeconds(1));
        }

        (once, often).ShouldBe((0, 3));
    }

    [Fact]
    public async Task A_change_of_setting_keeps_the_present_moment()
    {
        using var clock = new EmulatorClock(_machine, ClockSetting.Manual);
        await clock.AdvanceAsync(TimeSpan.FromHours(3), TestContext.Current.CancellationToken);

        clock.Setting = ClockSetting.Accelerated(2);
        _machine.Advance(TimeSpan.FromSeconds(10));

        clock.GetUtcNow().ShouldBe(Start.AddHours(3).AddSeconds(20));
    }

    [Theory]
    [InlineData("real", 1)]
    [InlineData("manual", 0)]
    [InlineData("accelerated:100", 100)]
    [InlineData("accelerated:0.5", 0.5)]
    public void A_setting_reads_what_it_writes(string text, double factor)
    {
        ClockSetting.TryParse(text, out var setting).ShouldBeTrue();

        setting.Factor.ShouldBe(factor);
        setting.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fast")]
    [InlineData("accelerated:")]
    [InlineData("accelerated:0")]
    [InlineData("accelerated:-1")]
    [InlineData("accelerated:NaN")]
    public void A_setting_that_is_none_is_not_read(string? text) => ClockSetting.TryParse(text, out _).ShouldBeFalse();
}
