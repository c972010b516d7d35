using System.Text;
using Waldo.Client.AspNetCore.Fleet;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>
/// What webhooks and waits of one client tell each other, over all instances: which requests the client caused, and that there is news of a customer.
/// A distributed cache cannot call anybody, so an instance where somebody waits looks at one key twice a second.
/// </summary>
internal sealed class EvaluationNews(FleetCache cache, string clientName, TimeProvider time) : IEvaluationTracker, IDisposable
{
    private static readonly TimeSpan RequestLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan NewsLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly string _prefix = $"waldo:{clientName}:";
    private readonly List<Listener> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private bool _isLooking;

    /// <summary>The customer whose evaluation the request started, where it was a request of this application's.</summary>
    public async ValueTask<string?> FindCustomerAsync(string requestId, CancellationToken cancellationToken)
    {
        var key = RequestKey(requestId);
        var found = cache.GetOwn(key) ?? await cache.GetSharedAsync(key, cancellationToken).ConfigureAwait(false);
        return found is null ? null : Encoding.UTF8.GetString(found);
    }

    /// <summary>Tells all instances that there is news of a customer.</summary>
    public async Task PublishAsync(string customerId, CancellationToken cancellationToken)
    {
        foreach (var listener in ListenersOf(customerId))
        {
            listener.Wake();
        }

        if (cache.IsShared)
        {
            // The customer's first, because the other one makes everybody look.
            var news = Guid.NewGuid().ToByteArray();
            await cache.SetSharedAsync(NewsKey(customerId), news, NewsLife, cancellationToken).ConfigureAwait(false);
            await cache.SetSharedAsync(NewsKey(null), news, NewsLife, cancellationToken).ConfigureAwait(false);
        }
    }

    void IEvaluationTracker.Started(EvaluationHandle evaluation)
    {
        if (evaluation.RequestId is { Length: > 0 } requestId)
        {
            var customer = Encoding.UTF8.GetBytes(evaluation.CustomerId);
            cache.SetOwn(RequestKey(requestId), customer, RequestLife);

            // The call that started it does not wait for this.
            _ = cache.SetSharedAsync(RequestKey(requestId), customer, RequestLife, CancellationToken.None).AsTask();
        }
    }

    IDisposable IEvaluationTracker.Waiting(string customerId, Action wake)
    {
        var listener = new Listener(this, customerId, wake);
        lock (_listeners)
        {
            _listeners.Add(listener);
            if (cache.IsShared && !_isLooking && !_stop.IsCancellationRequested)
            {
                _isLooking = true;
                _ = LookAsync();
            }
        }

        return listener;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    // Ends with the last wait, so that an idle application does not ask its cache for anything.
    private async Task LookAsync()
    {
        var stop = _stop.Token;
        byte[]? seen = null;
        try
        {
            while (IsAnyoneWaiting())
            {
                var news = await cache.GetSharedAsync(NewsKey(null), stop).ConfigureAwait(false);
                if (news is not null && !news.AsSpan().SequenceEqual(seen))
                {
                    seen = news;
                    await TellAsync(stop).ConfigureAwait(false);
                }

                await Task.Delay(LookEvery, time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops; waits end by their own tokens.
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var customer in ListenersOf(null).GroupBy(static listener => listener.CustomerId, StringComparer.OrdinalIgnoreCase))
        {
            if (await cache.GetSharedAsync(NewsKey(customer.Key), cancellationToken).ConfigureAwait(false) is { } news)
            {
                foreach (var listener in customer)
                {
                    listener.Hear(news);
                }
            }
        }
    }

    private bool IsAnyoneWaiting()
    {
        lock (_listeners)
        {
            return _isLooking = _listeners.Count > 0;
        }
    }

    private Listener[] ListenersOf(string? customerId)
    {
        lock (_listeners)
        {
            return [.. _listeners.Where(listener => customerId is null || listener.CustomerId.Equals(customerId, StringComparison.OrdinalIgnoreCase))];
        }
    }

    // Not the ids themselves: an unverified webhook may name any, of any length.
    private string RequestKey(string requestId) => $"{_prefix}request:{EventIdentity.Hash(requestId)}";

    private string NewsKey(string? customerId) => $"{_prefix}news:{(customerId is null ? null : EventIdentity.Hash(customerId.ToUpperInvariant()))}";

    private sealed class Listener(EvaluationNews owner, string customerId, Action wake) : IDisposable
    {
        private byte[]? _heard;

        public string CustomerId => customerId;

        public void Wake() => wake();

        public void Hear(byte[] news)
        {
            // What was there before the wait began may be news too: one question more than needed.
            if (!news.AsSpan().SequenceEqual(_heard))
            {
                _heard = news;
                wake();
            }
        }

        public void Dispose()
        {
            lock (owner._listeners)
            {
                owner._listeners.Remove(this);
            }
        }
    }
}
