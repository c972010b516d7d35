namespace Waldo.Emulator.Events;

/// <summary>Tells open dashboards which part has changed. It carries no data: whoever listens asks for the part again.</summary>
internal sealed class EventHub
{
    private readonly Lock _lock = new();
    private readonly List<Listener> _listeners = [];

    public void Signal(string part)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
            {
                listener.Tell(part);
            }
        }
    }

    public Listener Listen()
    {
        var listener = new Listener();
        lock (_lock)
        {
            _listeners.Add(listener);
        }

        return listener;
    }

    public void Leave(Listener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }
}
