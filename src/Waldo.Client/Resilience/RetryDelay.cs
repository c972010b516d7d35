namespace Waldo.Client.Resilience;

/// <summary>Exponential back-off with full jitter: anything from nothing to 1, 2, 4, … seconds, at most 30.</summary>
internal static class RetryDelay
{
    private const double First = 1;
    private const double Most = 30;

    /// <param name="attempt">The number of the attempt that failed; 0 is the first.</param>
    /// <param name="retryAfter">How long Waldo asks to wait: the least that is waited.</param>
    public static TimeSpan Next(int attempt, TimeSpan? retryAfter)
    {
        var drawn = TimeSpan.FromSeconds(Random.Shared.NextDouble() * Math.Min(First * Math.Pow(2, attempt), Most));
        return retryAfter is { } floor && floor > drawn ? floor : drawn;
    }
}
