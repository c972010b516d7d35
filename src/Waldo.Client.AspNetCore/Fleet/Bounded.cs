namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>Bounds what is foreign: it may block before it first awaits, and need not heed its token.</summary>
internal static class Bounded
{
    /// <exception cref="TimeoutException">It took too long. What becomes of it later concerns nobody.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var outOfTime = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(outOfTime.Token, cancellationToken);
        var token = either.Token;
        var running = Task.Run(() => action(token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            _ = running.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
