using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Authentication;

/// <summary>The engine's side of an <see cref="ITokenStore"/>: whatever the store does, a call gets its token.</summary>
internal sealed class SharedTokens(ITokenStore store, TimeProvider time, ILogger logger)
{
    /// <summary>How long a write may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // How much more life makes a token worth writing: a client that calls often sees a new token many times a second.
    private static readonly TimeSpan LeastGain = TimeSpan.FromMinutes(1);

    // A store that takes writes may fail to answer all the same. Whoever answers has been asked, and may have written.
    private const int Asking = 1;
    private const int Writing = 2;

    private long _keptUntil = long.MinValue;
    private int _failing;

    /// <summary>Whether the store did not do its part the last time.</summary>
    public bool IsFailing => Volatile.Read(ref _failing) != 0;

    /// <summary>Whether it is about this store, which may have been made anew by a reload.</summary>
    public bool IsOver(ITokenStore? other) => store.Equals(other);

    /// <summary>Asks the store, which may authenticate through us; authenticates without it where that leads to nothing.</summary>
    public async Task<AcquisitionOutcome> ObtainAsync(
        Acquisition acquisition, Func<Acquisition, Task<AcquisitionOutcome>> authenticate, Func<AccessToken, TokenSnapshot?> read)
    {
        using var visit = new StoreVisit(store, time, acquisition, authenticate, read);
        var found = await visit.RunAsync().ConfigureAwait(false);
        if (acquisition.Stop.IsCancellationRequested)
        {
            // A reload, or the end of the client: that says nothing about the store.
            return found ?? new AcquisitionOutcome(null, AuthenticationFailure.Stopped());
        }

        if (visit.Problem is { } problem)
        {
            Failed(Asking, problem);
        }
        else
        {
            Recovered(Asking | Writing);
        }

        if (found is { } outcome)
        {
            if (outcome.Snapshot is { } kept)
            {
                Volatile.Write(ref _keptUntil, kept.ExpiresAt);
            }

            return outcome;
        }

        var own = await authenticate(acquisition).ConfigureAwait(false);
        if (own.Snapshot is { } snapshot)
        {
            Offer(snapshot, TimeSpan.Zero);
        }

        return own;
    }

    /// <summary>Writes the token where it lives notably longer than the last one that the store has. Nobody waits for it.</summary>
    public void Offer(TokenSnapshot token, TimeSpan refreshBefore)
    {
        var keptUntil = Volatile.Read(ref _keptUntil);
        var gain = refreshBefore > LeastGain ? refreshBefore : LeastGain;
        var isNotable = keptUntil == long.MinValue || time.GetElapsedTime(keptUntil, token.ExpiresAt) >= gain;

        // Whoever wins writes; the others have a token of the same life.
        if (isNotable && Interlocked.CompareExchange(ref _keptUntil, token.ExpiresAt, keptUntil) == keptUntil)
        {
            _ = WriteAsync(token.Token);
        }
    }

    private async Task WriteAsync(AccessToken token)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var outOfTime = patience.Token;

            // On a thread of its own, because a store may block before it first awaits.
            await Task.Run(() => store.SetAsync(token, outOfTime).AsTask(), CancellationToken.None)
                .WaitAsync(Patience, time, CancellationToken.None)
                .ConfigureAwait(false);
            Recovered(Writing);
        }
#pragma warning disable CA1031 // A store that cannot be written to is no error of any call.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(Writing, exception.GetType().Name);
        }
    }

    private void Recovered(int parts)
    {
        var before = Interlocked.And(ref _failing, ~parts);
        if (before != 0 && (before & ~parts) == 0)
        {
            AuthenticationLog.StoreRecovered(logger);
        }
    }

    // Once until it answers again, and only the kind of the problem: a store's message may tell addresses and passwords.
    private void Failed(int part, string problem)
    {
        if (Interlocked.Or(ref _failing, part) == 0)
        {
            AuthenticationLog.StoreFailed(logger, problem);
        }
    }
}
