namespace Waldo.Tests.Support;

/// <summary>
/// A clock that stands and whose time-outs never end, while short pauses take what they take: for instances that wait for one another, whose number of calls
/// must not depend on how busy the machine is.
/// </summary>
internal sealed class PatientTime : TimeProvider
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Bounded(dueTime), period));

    private static TimeSpan Bounded(TimeSpan dueTime) => dueTime > LongestPause ? Timeout.InfiniteTimeSpan : dueTime;

    private sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Bounded(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
