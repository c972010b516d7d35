namespace Waldo.Client;

/// <summary>Shares tokens between the instances of a fleet, so that not every instance authenticates for itself.</summary>
/// <remarks>
/// The client's own memory always comes first: a store is asked only where the client would otherwise authenticate. Its own time (the authentication it
/// calls not counted) is bounded by <see cref="Patience"/>. A store that is slow, throws, or answers with an expired or rejected token counts as a miss: the client
/// logs it once and authenticates by itself. An implementation must be safe for concurrent use.
/// </remarks>
public interface ITokenStore
{
    /// <summary>
    /// How long the client waits for <see cref="GetOrAuthenticateAsync"/>, the authentication that it calls not counted. Default: 1 second; at most 1 minute.
    /// </summary>
    /// <remarks>A store that waits for another instance's authentication needs longer. It bounds its other work by itself then.</remarks>
    TimeSpan Patience => TimeSpan.FromSeconds(1);

    /// <summary>Gives a usable token, and calls <paramref name="authenticate"/> when it has none.</summary>
    /// <param name="authenticate">Obtains a new token from Waldo. Call it at most once; a fleet-wide lock may be held around it. Let its exception pass.</param>
    /// <param name="rejected">A token that must not be given: Waldo rejected it, or it is about to be renewed. <see langword="null"/>: any usable token will do.</param>
    /// <param name="cancellationToken">Cancelled when the client no longer waits for the store.</param>
    /// <returns>A token that is not expired and differs from <paramref name="rejected"/>.</returns>
    ValueTask<AccessToken> GetOrAuthenticateAsync(
        Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken);

    /// <summary>Keeps a token with notably more life than the last one the store saw.</summary>
    /// <param name="token">The token to keep.</param>
    /// <param name="cancellationToken">Cancelled after one second.</param>
    /// <returns>A task that ends when the token is kept. The client neither waits for it nor fails with it.</returns>
    ValueTask SetAsync(AccessToken token, CancellationToken cancellationToken);
}
