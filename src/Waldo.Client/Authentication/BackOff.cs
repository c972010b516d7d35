namespace Waldo.Client.Authentication;

/// <summary>A second, doubling to a minute. Not thread-safe: the engine's gate guards it.</summary>
internal sealed class BackOff
{
    private const int MostDoublings = 6;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    private int _count;

    public TimeSpan Next()
    {
        var wait = TimeSpan.FromSeconds(1 << Math.Min(_count, MostDoublings));
        _count++;
        return wait < Most ? wait : Most;
    }

    public void Reset() => _count = 0;
}
