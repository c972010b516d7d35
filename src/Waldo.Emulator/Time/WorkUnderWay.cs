namespace Waldo.Emulator.Time;

/// <summary>Remembers work that the clock began and nobody waits for yet, so that a later advance can.</summary>
internal sealed class WorkUnderWay
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _tasks = [];

    public Task WhenDone()
    {
        lock (_lock)
        {
            return Task.WhenAll(_tasks);
        }
    }

    public void Add(Task work)
    {
        if (work.IsCompleted)
        {
            return;
        }

        lock (_lock)
        {
            _tasks.Add(work);
        }

        _ = work.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Remove(Task work)
    {
        lock (_lock)
        {
            _tasks.Remove(work);
        }
    }
}
