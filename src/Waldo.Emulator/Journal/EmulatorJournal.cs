using System.Diagnostics.CodeAnalysis;
using Waldo.Emulator.Journal;

namespace Waldo.Emulator;

/// <summary>What reached the emulator's API, oldest first. Safe for concurrent use.</summary>
public sealed class EmulatorJournal
{
    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly int _capacity;
    private long _total;

    internal EmulatorJournal(int capacity, Uri address)
    {
        _capacity = capacity;
        Address = address;
    }

    /// <summary>A copy of the kept entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Counts the kept entries.</summary>
    /// <param name="method">The method to count, such as <c>POST</c>. Default: any.</param>
    /// <param name="path">The path to count, such as <c>/onboard</c>; a <c>*</c> at its end stands for any rest. Default: any.</param>
    /// <param name="status">The status to count, such as 200. Default: any.</param>
    /// <returns>How many entries match.</returns>
    public int Count(string? method = null, string? path = null, int? status = null)
    {
        lock (_lock)
        {
            return _entries.Count(entry => PathPattern.Matches(method, path, entry) && (status is null || entry.Status == status));
        }
    }

    /// <summary>Gives the only kept entry that matches.</summary>
    /// <param name="method">The method, such as <c>POST</c>. Default: any.</param>
    /// <param name="path">The path, such as <c>/onboard</c>; a <c>*</c> at its end stands for any rest. Default: any.</param>
    /// <param name="status">The status, such as 200. Default: any.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="InvalidOperationException">None or several match; the message says how many.</exception>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "LINQ's word for it, which every reader knows.")]
    public JournalEntry Single(string? method = null, string? path = null, int? status = null)
    {
        var found = Entries.Where(entry => PathPattern.Matches(method, path, entry) && (status is null || entry.Status == status)).ToList();
        return found.Count == 1
            ? found[0]
            : throw new InvalidOperationException(
                $"Expected exactly one exchange {method ?? "*"} {path ?? "*"} {(status is null ? "" : $"with status {status} ")}in the journal, found {found.Count}.");
    }

    /// <summary>Writes the kept entries as an HTTP archive (HAR 1.2), masked as they are kept.</summary>
    /// <returns>The JSON text of the archive.</returns>
    public string ToHar() => Har.Write(Entries, Address);

    /// <summary>Forgets all entries; the numbering goes on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Where the emulator listens, known once it does.</summary>
    internal Uri Address { get; set; }

    internal void Add(Func<long, JournalEntry> make)
    {
        lock (_lock)
        {
            _entries.Enqueue(make(++_total));
            while (_entries.Count > _capacity)
            {
                _entries.Dequeue();
            }
        }
    }
}
