namespace Waldo.Emulator;

/// <summary>Chooses exchanges by method and path, for the journal and for faults.</summary>
internal static class PathPattern
{
    public static bool Matches(string? method, string? path, JournalEntry entry) => Matches(method, path, entry.Method, entry.Path);

    public static bool Matches(string? method, string? path, string actualMethod, string actualPath) =>
        (method is null || string.Equals(method, actualMethod, StringComparison.OrdinalIgnoreCase)) && PathMatches(path, actualPath);

    private static bool PathMatches(string? pattern, string actual) => pattern switch
    {
        null => true,
        [.. var start, '*'] => actual.StartsWith(start, StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(pattern, actual, StringComparison.OrdinalIgnoreCase),
    };
}
