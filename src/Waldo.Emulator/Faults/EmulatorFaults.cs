namespace Waldo.Emulator;

/// <summary>The faults of an emulator. Several may hit one request: delays add up, the first ending fault decides. Safe for concurrent use.</summary>
public sealed class EmulatorFaults
{
    private readonly Lock _lock = new();
    private readonly List<ActiveFault> _faults = [];
    private readonly Random _random;
    private readonly Action _changed;
    private long _lastId;

    internal EmulatorFaults(int seed, Action changed)
    {
        _random = new Random(seed);
        _changed = changed;
    }

    /// <summary>A copy of the faults that may still happen, oldest first.</summary>
    public IReadOnlyList<ActiveFault> Active
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The number by which it can be removed.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense; the message says why.</exception>
    public long Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(fault));
        }

        long id;
        lock (_lock)
        {
            id = ++_lastId;
            _faults.Add(new ActiveFault(id, fault, fault.Times, 0));
        }

        _changed();
        return id;
    }

    /// <summary>Removes a fault.</summary>
    /// <param name="id">The number that <see cref="Add"/> gave.</param>
    /// <returns>Whether it was still there.</returns>
    public bool Remove(long id)
    {
        bool removed;
        lock (_lock)
        {
            removed = _faults.RemoveAll(fault => fault.Id == id) > 0;
        }

        _changed();
        return removed;
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }

        _changed();
    }

    /// <summary>Takes what hits this request or webhook now, and counts it.</summary>
    internal IReadOnlyList<Fault> Take(string method, string path)
    {
        var hits = TakeQuietly(method, path);
        if (hits.Count > 0)
        {
            _changed();
        }

        return hits;
    }

    private IReadOnlyList<Fault> TakeQuietly(string method, string path)
    {
        lock (_lock)
        {
            if (_faults.Count == 0)
            {
                return [];
            }

            var hits = _faults.Where(active => Fits(active.Fault, method, path) && IsDrawn(active.Fault)).ToList();
            foreach (var hit in hits)
            {
                var place = _faults.IndexOf(hit);
                _faults[place] = hit with { Remaining = hit.Remaining - 1, Hits = hit.Hits + 1 };
                if (hit.Remaining == 1)
                {
                    _faults.RemoveAt(place);
                }
            }

            return [.. hits.Select(hit => hit.Fault)];
        }
    }

    private static bool Fits(Fault fault, string method, string path)
    {
        var isWebhook = string.Equals(method, Fault.WebhookMethod, StringComparison.Ordinal);
        return fault.IsForWebhooks == isWebhook && PathPattern.Matches(isWebhook ? null : fault.Method, fault.Path, method, path);
    }

    private bool IsDrawn(Fault fault) => fault.Probability >= 1 || _random.NextDouble() < fault.Probability;
}
