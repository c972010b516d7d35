namespace Waldo.FleetInstance;

/// <summary>The machine's time from another start, which can be moved forward. Timers run in real time, so that time-outs are what they are.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();
    private long _shift;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_begun) + Shift;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Shift.TotalSeconds * System.TimestampFrequency);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    private TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref _shift));
}
