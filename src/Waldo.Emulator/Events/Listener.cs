using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Waldo.Emulator.Events;

/// <summary>One open dashboard. A part that changes several times before it is told is told once: however slow the reader, no part is lost and few are kept.</summary>
internal sealed class Listener
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _untold = new(StringComparer.Ordinal);
    private readonly Channel<string> _parts = Channel.CreateUnbounded<string>();

    public void Tell(string part)
    {
        lock (_lock)
        {
            if (_untold.Add(part))
            {
                _parts.Writer.TryWrite(part);
            }
        }
    }

    /// <summary>The parts that have changed, until cancelled.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in _parts.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            // Before it is told: what changes from here on is news again.
            lock (_lock)
            {
                _untold.Remove(part);
            }

            yield return part;
        }
    }
}
