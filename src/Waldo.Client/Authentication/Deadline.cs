namespace Waldo.Client.Authentication;

/// <summary>A span of time from now on, on the monotonic clock. The default value has passed.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan length)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _length = length;

    /// <summary>What is left of it; <see langword="null"/> when it has passed.</summary>
    public TimeSpan? Remaining(TimeProvider time)
    {
        var remaining = _length - time.GetElapsedTime(_start);
        return remaining > TimeSpan.Zero ? remaining : null;
    }
}
