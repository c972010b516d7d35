namespace Waldo.Emulator.Webhooks;

/// <summary>Sends to one target one thing after the other, so that webhooks arrive in the order in which they were made.</summary>
internal sealed class TargetQueue(Uri target)
{
    private readonly Lock _lock = new();
    private Task _tail = Task.CompletedTask;
    private List<Func<Task>> _heldBack = [];

    public Uri Target { get; } = target;

    public Task Enqueue(Func<Task> send)
    {
        lock (_lock)
        {
            _tail = AppendAsync(_tail, send);
            foreach (var held in _heldBack)
            {
                _tail = AppendAsync(_tail, held);
            }

            _heldBack = [];
            return _tail;
        }
    }

    /// <summary>Keeps something until the next one has been sent.</summary>
    public void HoldBack(Func<Task> send)
    {
        lock (_lock)
        {
            _heldBack.Add(send);
        }
    }

    /// <summary>Sends what was kept, if the next one has not come.</summary>
    public Task ReleaseAsync(Func<Task> send)
    {
        lock (_lock)
        {
            return _heldBack.Remove(send) ? _tail = AppendAsync(_tail, send) : Task.CompletedTask;
        }
    }

    private static async Task AppendAsync(Task before, Func<Task> send)
    {
        await before.ConfigureAwait(false);
        await send().ConfigureAwait(false);
    }
}
