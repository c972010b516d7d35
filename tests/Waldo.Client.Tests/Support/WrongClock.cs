namespace Waldo.Client.Tests.Support;

/// <summary>A machine whose wall clock is off, and may be set at any time; its monotonic clock and its timers are right.</summary>
internal sealed class WrongClock(TimeProvider right) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Offset;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}
