using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medallion.Threading;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Waldo.Client.AspNetCore.Diagnostics;

namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>
/// The tokens of one set of credentials, in the distributed cache, encrypted. With a lock provider one instance authenticates while the others look for
/// what it brings. What the cache throws goes to the client, for which it is a miss.
/// </summary>
internal sealed class DistributedTokenStore(
    WaldoClientOptions options, IDistributedCache cache, IDataProtectionProvider protection, FleetLock fleet, TimeProvider time, ILogger logger) : ITokenStore
{
    /// <summary>How long to wait for another instance's authentication: as long as one may take by default.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CachePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DocumentedLife = TimeSpan.FromHours(1);

    // The client makes its calls wait for another token when one lives no longer than this.
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(30);

    // Read when it is first needed: other configuration of the options may come after the store was set.
    private readonly Lazy<Place> _place = new(() => Place.Of(options, protection));
    private int _isUnreadable;

    public TimeSpan Patience => fleet.Exists ? CachePatience + LockPatience : CachePatience;

    public async ValueTask<AccessToken> GetOrAuthenticateAsync(
        Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken)
    {
        if (await FindAsync(rejected, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var started = time.GetTimestamp();
        while (true)
        {
            var attempt = await fleet.TryTakeAsync(_place.Value.Lock, CachePatience, cancellationToken).ConfigureAwait(false);
            if (!attempt.IsTaken || time.GetElapsedTime(started) >= LockPatience)
            {
                return await AuthenticateAsync(attempt.Handle, authenticate, rejected, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(LookEvery * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(rejected, cancellationToken).ConfigureAwait(false) is { } brought)
            {
                return brought;
            }
        }
    }

    public async ValueTask SetAsync(AccessToken token, CancellationToken cancellationToken)
    {
        var attempt = await fleet.TryTakeAsync(_place.Value.Lock, CachePatience, cancellationToken).ConfigureAwait(false);
        if (attempt.IsTaken)
        {
            // Whoever has the lock is about to write a token that is newer than this one.
            return;
        }

        try
        {
            if (await ReadAsync(cancellationToken).ConfigureAwait(false) is not { } kept || IsNewer(token, kept))
            {
                await WriteAsync(token, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await fleet.ReleaseAsync(attempt.Handle).ConfigureAwait(false);
        }
    }

    private async Task<AccessToken> AuthenticateAsync(
        IDistributedSynchronizationHandle? held, Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken)
    {
        try
        {
            // Between the look and the lock somebody may have been here.
            if (held is not null && await FindAsync(rejected, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            var token = await authenticate(cancellationToken).ConfigureAwait(false);
            await WriteAsync(token, cancellationToken).ConfigureAwait(false);
            return token;
        }
        finally
        {
            await fleet.ReleaseAsync(held).ConfigureAwait(false);
        }
    }

    /// <summary>Each reload of the options makes a store anew: where it is over the same place, what is known of the one before holds.</summary>
    public override bool Equals(object? obj) => obj is DistributedTokenStore other && other.IsOver(cache, fleet) && _place.Value.Key == other._place.Value.Key;

    public override int GetHashCode() => _place.Value.Key.GetHashCode(StringComparison.Ordinal);

    private bool IsOver(IDistributedCache itsCache, FleetLock itsLock) => ReferenceEquals(cache, itsCache) && ReferenceEquals(fleet, itsLock);

    private async Task<AccessToken?> FindAsync(AccessToken? rejected, CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken).ConfigureAwait(false) is { } kept
        && !string.Equals(kept.Value, rejected?.Value, StringComparison.Ordinal)
        && !IsDying(kept)
            ? kept
            : null;

    private async Task<AccessToken?> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await Bounded.RunAsync(token => cache.GetAsync(_place.Value.Key, token), CachePatience, time, cancellationToken).ConfigureAwait(false);
        if (kept is null)
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize(_place.Value.Protector.Unprotect(kept), KeptTokenJson.Default.KeptToken);
            Volatile.Write(ref _isUnreadable, 0);
            return read is { Value.Length: > 0 } ? new AccessToken(read.Value, read.ExpiresAt, read.IssuedAt) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            if (Interlocked.Exchange(ref _isUnreadable, 1) == 0)
            {
                FleetLog.TokenUnreadable(logger);
            }

            return null;
        }
    }

    private bool IsDying(AccessToken token)
    {
        var margin = LifeOf(token) / 4;
        return token.ExpiresAt - time.GetUtcNow() <= (margin < LeastLife ? margin : LeastLife);
    }

    private static TimeSpan LifeOf(AccessToken token) =>
        token.IssuedAt is { } issued && token.ExpiresAt > issued ? token.ExpiresAt - issued : DocumentedLife;

    private Task<bool> WriteAsync(AccessToken token, CancellationToken cancellationToken)
    {
        // Counted by the token itself, so that a wrong clock neither keeps it too long nor drops it at once.
        var life = LifeOf(token);
        var bytes = _place.Value.Protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new KeptToken(token.Value, token.ExpiresAt, token.IssuedAt), KeptTokenJson.Default.KeptToken));
        var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life };
        return Bounded.RunAsync(
            async stop =>
            {
                await cache.SetAsync(_place.Value.Key, bytes, entry, stop).ConfigureAwait(false);
                return true;
            },
            CachePatience,
            time,
            cancellationToken);
    }

    private static bool IsNewer(AccessToken token, AccessToken kept) =>
        token.ExpiresAt != kept.ExpiresAt ? token.ExpiresAt > kept.ExpiresAt : token.IssuedAt > kept.IssuedAt;

    /// <summary>Where the tokens of one address and one set of credentials are kept, and how they are encrypted.</summary>
    private sealed record Place(string Key, IDataProtector Protector)
    {
        /// <summary>Another name than the key's: cache and lock may lie in the same Redis.</summary>
        public string Lock => Key + ":lock";

        public static Place Of(WaldoClientOptions options, IDataProtectionProvider protection)
        {
            // A fingerprint under a key that is the secret itself: it cannot be turned back, and another secret gives another place.
            var address = options.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
            var fingerprint = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ClientSecret!), Encoding.UTF8.GetBytes($"Waldo.Client token store\n{address}\n{options.ApiKey}"));
            var key = $"waldo:token:{options.BaseAddress.Host}:{Convert.ToHexString(fingerprint, 0, 16)}";
            return new Place(key, protection.CreateProtector("Waldo.Client.TokenStore", "v1", key));
        }
    }
}
