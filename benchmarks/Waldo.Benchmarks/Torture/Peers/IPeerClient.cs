using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>One client that authenticates and calls.</summary>
internal interface IPeerClient
{
    /// <summary>Makes one call; throws unless it succeeds.</summary>
    Task CallAsync(Uri uri, CancellationToken cancellationToken);

    Task CallAsync() => CallAsync(Place.Customer, CancellationToken.None);
}
