namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>Bounds what is foreign: it may block before it first awaits, and need not heed its token.</summary>
internal static class Bounded
{
    /// <param name="action">What is foreign.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="late">Takes what comes when nobody waits for it any more.</param>
    /// <exception cref="TimeoutException">It took too long. Its failure later on concerns nobody.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> action, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken, Action<T>? late = null)
    {
        using var outOfTime = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(outOfTime.Token, cancellationToken);
        var token = either.Token;
        var running = Task.Run(() => action(token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            _ = TakeLateAsync(running, late);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
    }

    private static async Task TakeLateAsync<T>(Task<T> running, Action<T>? late)
    {
        try
        {
            var result = await running.ConfigureAwait(false);
            late?.Invoke(result);
        }
#pragma warning disable CA1031 // Nobody waits for it.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It was given up, and said so when it was.
        }
    }
}
