namespace Waldo.Emulator.Time;

/// <summary>What is to happen, by time; what is due at the same moment happens in the order in which it was noted.</summary>
internal sealed class Agenda
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<AgendaItem, (DateTimeOffset Due, long Number)> _queue = new();
    private long _lastNumber;

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                DropCancelled();
                return _queue.TryPeek(out var item, out _) ? item.Due : null;
            }
        }
    }

    public AgendaItem Add(DateTimeOffset due, Func<Task> action)
    {
        var item = new AgendaItem(due, action);
        lock (_lock)
        {
            _queue.Enqueue(item, (due, ++_lastNumber));
        }

        return item;
    }

    public AgendaItem? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            DropCancelled();
            return _queue.TryPeek(out var item, out _) && item.Due <= until ? _queue.Dequeue() : null;
        }
    }

    private void DropCancelled()
    {
        while (_queue.TryPeek(out var item, out _) && item.IsCancelled)
        {
            _queue.Dequeue();
        }
    }
}
