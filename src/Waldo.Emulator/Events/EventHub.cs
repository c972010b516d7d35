using System.Threading.Channels;

namespace Waldo.Emulator.Events;

/// <summary>Tells open dashboards which part has changed. It carries no data: whoever listens asks for the part again.</summary>
internal sealed class EventHub
{
    private readonly Lock _lock = new();
    private readonly List<Channel<string>> _listeners = [];

    public void Signal(string part)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(part);
            }
        }
    }

    public Channel<string> Listen()
    {
        // A slow reader loses old signals; the newest one is enough to make it look again.
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _listeners.Add(channel);
        }

        return channel;
    }

    public void Leave(Channel<string> channel)
    {
        lock (_lock)
        {
            _listeners.Remove(channel);
        }
    }
}
