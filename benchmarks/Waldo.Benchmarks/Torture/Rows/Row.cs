using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

/// <summary>One scenario of the torture table.</summary>
internal abstract class Row
{
    public abstract string Title { get; }

    /// <summary>What ours must do.</summary>
    public abstract string Target { get; }

    /// <summary>Whether it takes long on the wall clock, so that it runs beside the others of its kind.</summary>
    public virtual bool TakesLong => false;

    public abstract Task<Cell> RunAsync(Peer peer);

    /// <summary>How many of the calls succeed.</summary>
    protected static async Task<int> SuccessesAsync(IEnumerable<Task> calls)
    {
        var outcomes = await Task.WhenAll(calls.Select(SucceedsAsync));
        return outcomes.Count(succeeded => succeeded);
    }

    /// <summary>Waits until something has happened that takes no longer than a moment.</summary>
    protected static async Task UntilAsync(Func<bool> condition)
    {
        for (var turn = 0; !condition(); turn++)
        {
            if (turn > 10_000)
            {
                throw new TimeoutException("What the scenario waits for did not happen.");
            }

            await Task.Delay(1);
        }
    }

    private static async Task<bool> SucceedsAsync(Task call)
    {
        try
        {
            await call;
            return true;
        }
#pragma warning disable CA1031 // Whatever a peer throws, the call did not succeed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
