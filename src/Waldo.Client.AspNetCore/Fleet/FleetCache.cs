using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Waldo.Client.AspNetCore.Diagnostics;

namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>
/// What the instances of a fleet know together: a memory of this instance's own, and the distributed cache where there is one. A cache that is slow or
/// throws is left alone for a while; nothing fails because of it.
/// </summary>
internal sealed class FleetCache(IDistributedCache? shared, TimeProvider time, ILogger logger) : IDisposable
{
    // Longer than for tokens: a webhook that is taken for new because the cache was busy is handled twice.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { Clock = new Clock(time) });
    private long _restsUntil = long.MinValue;
    private int _isFailing;

    public bool IsShared => shared is not null;

    /// <summary>Whether the cache failed a moment ago and is left alone.</summary>
    public bool IsResting => shared is not null && time.GetTimestamp() < Volatile.Read(ref _restsUntil);

    public byte[]? GetOwn(string key) => _memory.Get<byte[]>(key);

    /// <returns>What the fleet has under the key; <see langword="null"/> where it has nothing, or cannot be asked.</returns>
    public async ValueTask<byte[]?> GetSharedAsync(string key, CancellationToken cancellationToken) =>
        await AskAsync((cache, outOfTime) => cache.GetAsync(key, outOfTime), cancellationToken).ConfigureAwait(false);

    public void SetOwn(string key, byte[] value, TimeSpan life) => _memory.Set(key, value, life);

    public async ValueTask SetSharedAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken)
    {
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life };
        await AskAsync<byte[]>(
            async (cache, outOfTime) =>
            {
                await cache.SetAsync(key, value, options, outOfTime).ConfigureAwait(false);
                return null;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _memory.Dispose();

    private async ValueTask<T?> AskAsync<T>(Func<IDistributedCache, CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (shared is null || IsResting)
        {
            return null;
        }

        try
        {
            var answer = await Bounded.RunAsync(token => ask(shared, token), Patience, time, cancellationToken).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1)
            {
                FleetLog.CacheRecovered(logger);
            }

            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A cache that does not work costs knowledge, not calls.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _restsUntil, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));
            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            {
                // Only the kind: a cache's message may tell addresses and passwords.
                FleetLog.CacheFailed(logger, exception.GetType().Name);
            }

            return null;
        }
    }

#pragma warning disable CS0618 // The memory cache knows no TimeProvider.
    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
#pragma warning restore CS0618
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
