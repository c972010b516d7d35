namespace Waldo.Client.Tests.Support;

/// <summary>Holds whoever passes until it is opened, and tells how many have come.</summary>
internal sealed class Gate
{
    // Nothing takes that long; it only turns a test that would hang into one that fails.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _arrived;

    public int Arrived => Volatile.Read(ref _arrived);

    public void Open() => _open.TrySetResult();

    public async Task PassAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _arrived++;
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= _arrived))
            {
                reached.TrySetResult();
            }
        }

        await _open.Task.WaitAsync(Patience, cancellationToken);
    }

    /// <summary>Ends when so many have come.</summary>
    public Task ArrivedAsync(int count = 1)
    {
        lock (_lock)
        {
            if (_arrived >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(Patience);
        }
    }
}
