using Waldo.Client.AspNetCore.Fleet;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>Remembers what has been handled, for this instance and for the fleet.</summary>
internal sealed class HandledEventsStore(FleetCache cache, string clientName)
{
    private readonly string _prefix = $"waldo:{clientName}:handled:";

    public async ValueTask<HandledEvents> ReadAsync(EventIdentity identity, CancellationToken cancellationToken)
    {
        var key = _prefix + identity.Key;
        var own = HandledEvents.Read(cache.GetOwn(key));
        if (await cache.GetSharedAsync(key, cancellationToken).ConfigureAwait(false) is not { } shared)
        {
            return own;
        }

        // Without a request id only the last event counts, and the fleet knows it better.
        return identity.HasRequestId ? own.Union(HandledEvents.Read(shared)) : HandledEvents.Read(shared);
    }

    public async ValueTask WriteAsync(EventIdentity identity, HandledEvents handled, TimeSpan life)
    {
        var key = _prefix + identity.Key;
        var bytes = handled.Write();
        cache.SetOwn(key, bytes, life);

        // Not to be given up: the handler has run.
        await cache.SetSharedAsync(key, bytes, life, CancellationToken.None).ConfigureAwait(false);
    }
}
