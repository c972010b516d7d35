namespace Waldo.Emulator.Time;

/// <summary>One thing to happen at its time, unless it is called off before.</summary>
internal sealed class AgendaItem(DateTimeOffset due, Func<Task> action)
{
    private volatile bool _cancelled;

    public DateTimeOffset Due { get; } = due;

    public Func<Task> Action { get; } = action;

    public bool IsCancelled => _cancelled;

    public void Cancel() => _cancelled = true;
}
