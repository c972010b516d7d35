namespace Waldo.Client.Authentication;

/// <summary>
/// One question to an <see cref="ITokenStore"/>. The store's own time is bounded; the clock stops while it authenticates through us, because that has
/// a time-out of its own.
/// </summary>
internal sealed class StoreVisit : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly ITokenStore _store;
    private readonly TimeProvider _time;
    private readonly Acquisition _acquisition;
    private readonly Func<Acquisition, Task<AcquisitionOutcome>> _authenticate;
    private readonly Func<AccessToken, TokenSnapshot?> _read;
    private readonly TaskCompletionSource _outOfTime = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly ITimer _clock;
    private TimeSpan _left;
    private long _runningSince;
    private Task<AcquisitionOutcome>? _authentication;

    public StoreVisit(
        ITokenStore store,
        TimeProvider time,
        Acquisition acquisition,
        Func<Acquisition, Task<AcquisitionOutcome>> authenticate,
        Func<AccessToken, TokenSnapshot?> read)
    {
        _store = store;
        _time = time;
        _acquisition = acquisition;
        _authenticate = authenticate;
        _read = read;
        _left = Bounded(store.Patience);
        _clock = time.CreateTimer(static visit => ((StoreVisit)visit!)._outOfTime.TrySetResult(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why the store counts as a miss, for the log.</summary>
    public string? Problem { get; private set; }

    /// <summary>Asks the store.</summary>
    /// <returns>What came of it; <see langword="null"/> where the store is a miss and nobody has authenticated yet.</returns>
    public async Task<AcquisitionOutcome?> RunAsync()
    {
        Resume();
        var abandoned = _abandoned.Token;

        // On a thread of its own, because a store may block before it first awaits.
        var asking = Task.Run(
            () => _store.GetOrAuthenticateAsync(AuthenticateForStoreAsync, _acquisition.Rejected, abandoned).AsTask(), CancellationToken.None);
        using var stopped = _acquisition.Stop.UnsafeRegister(static visit => ((StoreVisit)visit!)._outOfTime.TrySetResult(), this);
        await Task.WhenAny(asking, _outOfTime.Task).ConfigureAwait(false);
        return await CloseAsync(asking).ConfigureAwait(false);
    }

    public void Dispose() => _clock.Dispose();

    private static TimeSpan Bounded(TimeSpan patience) => patience < TimeSpan.Zero ? TimeSpan.Zero : patience > Longest ? Longest : patience;

    private async Task<AcquisitionOutcome?> CloseAsync(Task<AccessToken> asking)
    {
        Task<AcquisitionOutcome>? authentication;
        lock (_gate)
        {
            // From here on a late store gets nothing from us.
            _ = AbandonAsync();
            _clock.Dispose();
            authentication = _authentication;
        }

        var token = Read(asking);
        if (authentication is not null)
        {
            // The store has authenticated: that outcome counts, whatever became of the store meanwhile.
            var outcome = await authentication.ConfigureAwait(false);
            if (outcome.Failure is not null)
            {
                Problem = null;
            }

            return outcome;
        }

        if (token is null || string.Equals(token.Value, _acquisition.Rejected?.Value, StringComparison.Ordinal) || _read(token) is not { } snapshot)
        {
            Problem ??= "it answered with a rejected or expired token";
            return null;
        }

        return new AcquisitionOutcome(snapshot, null);
    }

    // What a store has registered for this moment does not run here, where calls wait, and its failures are its own.
    private async Task AbandonAsync()
    {
        try
        {
            await _abandoned.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It holds whatever the store's own code has thrown.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nobody waits for it.
        }
        finally
        {
            _abandoned.Dispose();
        }
    }

    private AccessToken? Read(Task<AccessToken> asking)
    {
        if (asking.IsCompletedSuccessfully)
        {
            return asking.GetAwaiter().GetResult();
        }

        Problem = asking.IsFaulted ? asking.Exception!.InnerException!.GetType().Name : "it did not answer in time";

        // A late failure of the store concerns nobody any more.
        _ = asking.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return null;
    }

    private async Task<AccessToken> AuthenticateForStoreAsync(CancellationToken cancellationToken)
    {
        Task<AcquisitionOutcome> authentication;
        lock (_gate)
        {
            if (_abandoned.IsCancellationRequested)
            {
                throw new OperationCanceledException("The client no longer waits for this token store.");
            }

            authentication = _authentication ??= AuthenticateOffTheClockAsync();
        }

        var outcome = await authentication.WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Snapshot?.Token
            ?? throw (_acquisition.Stop.IsCancellationRequested ? new OperationCanceledException() : outcome.Failure!.ToException(null));
    }

    private async Task<AcquisitionOutcome> AuthenticateOffTheClockAsync()
    {
        _clock.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _left -= _time.GetElapsedTime(_runningSince);
        try
        {
            return await _authenticate(_acquisition).ConfigureAwait(false);
        }
        finally
        {
            Resume();
        }
    }

    private void Resume()
    {
        lock (_gate)
        {
            if (!_abandoned.IsCancellationRequested)
            {
                _runningSince = _time.GetTimestamp();
                _clock.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
