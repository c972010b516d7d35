namespace Waldo.FleetInstance;

/// <summary>
/// The machine's time from another start, which can be moved forward. Timers run in real time, so that time-outs are what they are; or, while it is patient,
/// only short pauses do, so that what is counted does not depend on how busy the machine is.
/// </summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private TimeSpan _passed;
    private long _runsSince = System.GetTimestamp();
    private bool _isPatient;

    /// <summary>Whether time-outs do not end, and time stands but for <see cref="Advance"/>.</summary>
    public bool IsPatient
    {
        get
        {
            lock (_lock)
            {
                return _isPatient;
            }
        }

        set
        {
            lock (_lock)
            {
                _passed = Passed;
                _runsSince = System.GetTimestamp();
                _isPatient = value;
            }
        }
    }

    private TimeSpan Passed
    {
        get
        {
            lock (_lock)
            {
                return _isPatient ? _passed : _passed + System.GetElapsedTime(_runsSince);
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public override long GetTimestamp() => (long)(Passed.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Bounded(dueTime), period));

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _passed += by;
        }
    }

    private TimeSpan Bounded(TimeSpan dueTime) => IsPatient && dueTime > LongestPause ? Timeout.InfiniteTimeSpan : dueTime;

    private sealed class Timer(ShiftedTime owner, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(owner.Bounded(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
