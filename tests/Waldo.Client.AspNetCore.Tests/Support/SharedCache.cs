using System.Collections.Concurrent;
using Medallion.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace Waldo.Client.AspNetCore.Tests.Support;

/// <summary>A distributed cache and a lock provider in memory, for several hosts of one test, that can be made slow and broken.</summary>
internal sealed class SharedCache : IDistributedCache, IDistributedLockProvider
{
    private readonly ConcurrentDictionary<string, (byte[] Value, TimeSpan? Life)> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _locks = new(StringComparer.Ordinal);
    private int _reads;
    private int _lockAttempts;

    public IReadOnlyDictionary<string, (byte[] Value, TimeSpan? Life)> Entries => _entries;

    public int Reads => Volatile.Read(ref _reads);

    public int LockAttempts => Volatile.Read(ref _lockAttempts);

    public ICollection<string> Locks => _locks.Keys;

    /// <summary>What both throw.</summary>
    public Exception? Problem { get; set; }

    /// <summary>What only writes throw, as when the cache is full.</summary>
    public Exception? WriteProblem { get; set; }

    /// <summary>What only reads throw.</summary>
    public Exception? ReadProblem { get; set; }

    /// <summary>Whether each lock is another's, as some providers say when they cannot reach their server.</summary>
    public bool HoldAll { get; set; }

    /// <summary>What only locks throw.</summary>
    public Exception? LockProblem { get; set; }

    public Gate? OnRead { get; set; }

    /// <summary>Holds whoever has taken a lock, before he learns of it, whatever he cancels.</summary>
    public Gate? OnLocked { get; set; }

    /// <summary>Registers both.</summary>
    public void Use(WebApplicationBuilder builder) => Use(builder.Services);

    public void Use(IServiceCollection services) => services.AddSingleton<IDistributedCache>(this).AddSingleton<IDistributedLockProvider>(this);

    /// <summary>Registers the cache only.</summary>
    public void UseWithoutLock(IServiceCollection services) => services.AddSingleton<IDistributedCache>(this);

    /// <summary>Takes a lock as another instance would.</summary>
    public void Hold(string name) => _locks.TryAdd(name, true).ShouldBeTrue();

    public void Release(string name) => _locks.TryRemove(name, out _).ShouldBeTrue();

    public void Forget() => _entries.Clear();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref _reads);
        Throw(Problem);
        Throw(ReadProblem);
        _locks.ContainsKey(key).ShouldBeFalse("cache and lock may lie in the same Redis, under the same names");
        await (OnRead?.PassAsync(token) ?? Task.CompletedTask);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Throw(Problem);
        Throw(WriteProblem);
        _entries[key] = (value, options.AbsoluteExpirationRelativeToNow);
        return Task.CompletedTask;
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    IDistributedLock IDistributedLockProvider.CreateLock(string name) => new Lock(this, name);

    private static void Throw(Exception? problem)
    {
        if (problem is not null)
        {
            throw problem;
        }
    }

    private sealed class Lock(SharedCache owner, string name) : IDistributedLock
    {
        public string Name => name;

        public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref owner._lockAttempts);
            Throw(owner.Problem);
            Throw(owner.LockProblem);
            var handle = !owner.HoldAll && owner._locks.TryAdd(name, true) ? new Handle(owner, name) : null;
            await (owner.OnLocked?.PassAsync(CancellationToken.None) ?? Task.CompletedTask);
            return handle;
        }

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class Handle(SharedCache owner, string name) : IDistributedSynchronizationHandle
    {
        public CancellationToken HandleLostToken => CancellationToken.None;

        public void Dispose() => owner._locks.TryRemove(name, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
