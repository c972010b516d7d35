namespace Waldo.Emulator.Time;

/// <summary>A timer of the emulator's clock, so that <c>Task.Delay</c> and time-outs can follow it too.</summary>
internal sealed class ClockTimer(EmulatorClock clock, TimerCallback callback, object? state) : ITimer
{
    private readonly Lock _lock = new();
    private AgendaItem? _next;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _next?.Cancel();
            _next = null;
            if (_disposed)
            {
                return false;
            }

            if (dueTime >= TimeSpan.Zero)
            {
                _next = clock.Schedule(dueTime, () => Fire(period));
            }

            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _next?.Cancel();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private Task Fire(TimeSpan period)
    {
        if (period > TimeSpan.Zero)
        {
            Change(period, period);
        }

        callback(state);
        return Task.CompletedTask;
    }
}
