using Medallion.Threading;

namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>Lets one at a time work on a key: in this process always, over the fleet where there is a lock provider.</summary>
internal sealed class Turns(FleetLock fleet, FleetCache cache, TimeProvider time)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the cache is asked while another instance has its turn. Some providers call a lock taken when they cannot reach their server; the cache, which
    /// mostly lies there too, tells better.
    /// </summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    /// <summary>Waits for the key's turn, however long another one takes: until the token ends it. Dispose what it gives.</summary>
    public async Task<Turn> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var queue = Join(key);
        try
        {
            await queue.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(key, queue);
            throw;
        }

        try
        {
            return new Turn(this, key, queue, await TakeAsync(key, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await EndAsync(key, queue, handle: null).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IDistributedSynchronizationHandle?> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var pause = LeastPause;
        var looked = time.GetTimestamp();
        while (!cache.IsResting)
        {
            var attempt = await fleet.TryTakeAsync(key, LockPatience, cancellationToken).ConfigureAwait(false);
            if (!attempt.IsTaken)
            {
                return attempt.Handle;
            }

            if (time.GetElapsedTime(looked) >= LookEvery)
            {
                looked = time.GetTimestamp();
                await cache.GetSharedAsync(key + ":look", cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(pause * (0.5 + (0.5 * Random.Shared.NextDouble())), time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < MostPause ? pause * 2 : MostPause;
        }

        return null;
    }

    private Queue Join(string key)
    {
        lock (_queues)
        {
            if (!_queues.TryGetValue(key, out var queue))
            {
                _queues[key] = queue = new Queue();
            }

            queue.Members++;
            return queue;
        }
    }

    private void Leave(string key, Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Members == 0)
            {
                _queues.Remove(key);
                queue.Gate.Dispose();
            }
        }
    }

    private async ValueTask EndAsync(string key, Queue queue, IDistributedSynchronizationHandle? handle)
    {
        await fleet.ReleaseAsync(handle).ConfigureAwait(false);
        queue.Gate.Release();
        Leave(key, queue);
    }

    internal sealed class Queue
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Members { get; set; }
    }

    /// <summary>The right to work on a key, until it is disposed.</summary>
    internal sealed class Turn(Turns owner, string key, Queue queue, IDistributedSynchronizationHandle? handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => owner.EndAsync(key, queue, handle);
    }
}
