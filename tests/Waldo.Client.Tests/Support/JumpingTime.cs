namespace Waldo.Client.Tests.Support;

/// <summary>
/// A clock for code that waits between attempts: a wait shorter than <paramref name="longest"/> ends at once, and time is later by its length. Longer
/// ones, such as time-outs, never end. It remembers the waits.
/// </summary>
internal sealed class JumpingTime(TimeSpan longest) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly object _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    public void Advance(TimeSpan span)
    {
        lock (_gate)
        {
            _elapsed += span.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Jump(TimeSpan wait)
    {
        lock (_gate)
        {
            _waits.Add(wait);
            _elapsed += wait.Ticks;
        }
    }

    private sealed class Timer(JumpingTime owner, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime < owner.LongestWait)
            {
                owner.Jump(dueTime);
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }

            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private TimeSpan LongestWait => longest;
}
