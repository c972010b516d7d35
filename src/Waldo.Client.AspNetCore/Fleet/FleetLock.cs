using Medallion.Threading;
using Microsoft.Extensions.Logging;
using Waldo.Client.AspNetCore.Diagnostics;

namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>A lock over the instances of a fleet, where a provider is registered. One that does not work is as good as none, and is logged once.</summary>
internal sealed class FleetLock(IDistributedLockProvider? provider, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private long _restsUntil = long.MinValue;
    private int _isFailing;

    public bool Exists => provider is not null;

    /// <summary>Tries to take the lock, without queueing for it. A provider that is slow or throws is left alone for a while.</summary>
    public async Task<FleetLockAttempt> TryTakeAsync(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (provider is null || time.GetTimestamp() < Volatile.Read(ref _restsUntil))
        {
            return default;
        }

        try
        {
            var handle = await Bounded.RunAsync(
                async token => await provider.CreateLock(name).TryAcquireAsync(TimeSpan.Zero, token).ConfigureAwait(false),
                patience,
                time,
                cancellationToken,
                late: GiveBack).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1)
            {
                FleetLog.LockRecovered(logger);
            }

            return new FleetLockAttempt(handle, IsTaken: handle is null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Without the lock two instances may do the same; that is no error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _restsUntil, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));
            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            {
                FleetLog.LockFailed(logger, exception.GetType().Name);
            }

            return default;
        }
    }

    // A lock that comes when nobody waits for it any more would be held for ever: providers prolong it.
    private void GiveBack(IDistributedSynchronizationHandle? late) => _ = ReleaseAsync(late).AsTask();

    /// <summary>Gives the lock back. A provider that cannot do so any more lets it expire.</summary>
    public async ValueTask ReleaseAsync(IDistributedSynchronizationHandle? handle)
    {
        if (handle is null)
        {
            return;
        }

        try
        {
            await Bounded.RunAsync(
                async _ =>
                {
                    await handle.DisposeAsync().ConfigureAwait(false);
                    return true;
                },
                Rest,
                time,
                CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FleetLog.LockFailed(logger, exception.GetType().Name);
        }
    }
}

/// <summary>What came of an attempt: the lock, or that somebody else holds it; neither where there is no lock to take.</summary>
internal readonly record struct FleetLockAttempt(IDistributedSynchronizationHandle? Handle, bool IsTaken);
