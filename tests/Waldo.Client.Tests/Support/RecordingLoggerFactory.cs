using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Waldo.Client.Tests.Support;

/// <summary>A log that remembers everything, at every level, scopes included.</summary>
internal sealed class RecordingLoggerFactory : ILoggerFactory, ILogger, ILoggerProvider
{
    private readonly ConcurrentQueue<(EventId Id, LogLevel Level, string Text)> _entries = new();

    public IReadOnlyCollection<(EventId Id, LogLevel Level, string Text)> Entries => _entries;

    /// <summary>Runs within the call of the logger, where a host's own logger would write or throw.</summary>
    public Action<int>? Within { get; set; }

    public int Count(int eventId) => _entries.Count(entry => entry.Id.Id == eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _entries.Enqueue((default, LogLevel.None, Describe(state)));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _entries.Enqueue((eventId, logLevel, $"{formatter(state, exception)} {Describe(state)} {exception}"));
        Within?.Invoke(eventId.Id);
    }

    private static string Describe<TState>(TState state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join("; ", values.Select(v => $"{v.Key}={v.Value}")) : state?.ToString() ?? string.Empty;
}
