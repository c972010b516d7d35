using Waldo.Emulator.Time;

namespace Waldo.Emulator;

/// <summary>
/// The emulator's time. Tokens, evaluations, webhook deliveries and delays of faults all follow it. It is a <see cref="TimeProvider"/>, so that the code
/// under test can follow it too.
/// </summary>
public sealed class EmulatorClock : TimeProvider, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Agenda _agenda = new();
    private readonly WorkUnderWay _underWay = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly RunningTime _time;
    private readonly ITimer _alarm;
    private readonly Action? _moved;
    private bool _turning;
    private bool _disposed;

    internal EmulatorClock(TimeProvider source, ClockSetting setting, Action? moved = null)
    {
        Source = source;
        _time = new RunningTime(source, setting);
        _moved = moved;
        _alarm = source.CreateTimer(_ => _ = TurnAsync(by: null, wait: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How the clock runs. Setting it keeps the present moment.</summary>
    public ClockSetting Setting
    {
        get => _time.Setting;
        set
        {
            _time.Setting = value;
            _moved?.Invoke();
            SetAlarm();
        }
    }

    /// <summary>Ticks per second of <see cref="GetTimestamp"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The machine's own time, for what must not hang on a clock that stands: waiting for a webhook's receiver.</summary>
    internal TimeProvider Source { get; }

    /// <summary>Whether something is to happen at a later time.</summary>
    internal bool IsAwaited => _agenda.NextDue is not null;

    /// <summary>The emulator's present moment.</summary>
    /// <returns>The moment, in UTC.</returns>
    public override DateTimeOffset GetUtcNow() => _time.Now;

    /// <summary>The emulator's present moment in ticks.</summary>
    /// <returns>A number that grows with the emulator's time.</returns>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Makes a timer that follows the emulator's clock.</summary>
    /// <param name="callback">What to call.</param>
    /// <param name="state">What to give it.</param>
    /// <param name="dueTime">When to call it first, from now.</param>
    /// <param name="period">How often to call it afterwards.</param>
    /// <returns>The timer.</returns>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock forward, whatever its setting, through everything that becomes due on the way and in its order: evaluations go on, webhooks are
    /// delivered and answered, delays end. When it returns, all that has happened.
    /// </summary>
    /// <param name="by">How far to move. Zero only waits for what is due already.</param>
    /// <param name="cancellationToken">Gives up; the clock stays where it has come to.</param>
    /// <returns>A task that ends when the clock has arrived.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative or longer than ten years.</exception>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, TimeSpan.FromDays(3660));
        await TurnAsync(by, wait: true, cancellationToken).ConfigureAwait(false);
        _moved?.Invoke();
    }

    /// <summary>Stops the clock's own work; its time can still be read.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _alarm.Dispose();
    }

    internal AgendaItem Schedule(TimeSpan after, Func<Task> action) => ScheduleAt(GetUtcNow() + after, action);

    internal AgendaItem ScheduleAt(DateTimeOffset due, Func<Task> action)
    {
        var item = _agenda.Add(due, action);
        SetAlarm();
        return item;
    }

    private async Task TurnAsync(TimeSpan? by, bool wait, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            SetTurning(true);
            var until = GetUtcNow() + (by ?? TimeSpan.Zero);
            if (wait)
            {
                await _underWay.WhenDone().WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            while (!_disposed && _agenda.TakeDue(until) is { } item)
            {
                _time.JumpTo(item.Due);
                var work = item.Action();
                _underWay.Add(work);
                if (wait)
                {
                    await work.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            _time.JumpTo(until);
        }
        finally
        {
            SetTurning(false);
            _turn.Release();
            SetAlarm();
        }
    }

    private void SetTurning(bool value)
    {
        lock (_lock)
        {
            _turning = value;
        }
    }

    private void SetAlarm()
    {
        lock (_lock)
        {
            // A turn under way looks at the agenda again before it ends, and sets the alarm then.
            if (_turning || _disposed)
            {
                return;
            }

            var wait = _agenda.NextDue is { } due ? WaitFor(due - GetUtcNow(), Setting.Factor) : Timeout.InfiniteTimeSpan;
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan WaitFor(TimeSpan remaining, double factor)
    {
        if (remaining <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        // Rounded up, because an alarm that rings early would only be set again.
        return factor == 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(remaining.TotalMilliseconds / factor), 86_400_000));
    }
}
