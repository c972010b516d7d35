namespace Waldo.Emulator.Webhooks;

/// <summary>Remembers deliveries, newest state each, up to a capacity.</summary>
internal sealed class DeliveryLog(int capacity, Action changed)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, WebhookDelivery> _deliveries = [];
    private long _lastId;

    public IReadOnlyList<WebhookDelivery> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries.Values];
            }
        }
    }

    /// <summary>Tells the dashboard to look again.</summary>
    public void Changed() => changed();

    public WebhookDelivery Add(Func<long, WebhookDelivery> make)
    {
        WebhookDelivery delivery;
        lock (_lock)
        {
            delivery = make(++_lastId);
            _deliveries.Add(delivery.Id, delivery);
            if (_deliveries.Count > capacity)
            {
                _deliveries.Remove(_deliveries.Keys.First());
            }
        }

        Changed();
        return delivery;
    }

    public WebhookDelivery? Find(long id)
    {
        lock (_lock)
        {
            return _deliveries.GetValueOrDefault(id);
        }
    }

    public void Update(long id, Func<WebhookDelivery, WebhookDelivery> change)
    {
        lock (_lock)
        {
            // A delivery that was cleared or pushed out meanwhile stays forgotten.
            if (_deliveries.TryGetValue(id, out var delivery))
            {
                _deliveries[id] = change(delivery);
            }
        }

        Changed();
    }

    public void Clear()
    {
        lock (_lock)
        {
            _deliveries.Clear();
        }

        Changed();
    }
}
