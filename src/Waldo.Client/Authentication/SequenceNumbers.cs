namespace Waldo.Client.Authentication;

/// <summary>Numbers requests in the order of their sending; a token that a request brings is as old as that.</summary>
internal sealed class SequenceNumbers
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
