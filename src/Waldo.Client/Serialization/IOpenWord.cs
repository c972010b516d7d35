namespace Waldo.Client.Serialization;

/// <summary>A word of the API that may grow: known words are named, unknown ones keep their text.</summary>
internal interface IOpenWord<TSelf>
    where TSelf : struct, IOpenWord<TSelf>
{
    /// <summary>The text as it came; <see langword="null"/> for the default value.</summary>
    string? Text { get; }

    static abstract TSelf Create(string text);
}

internal static class OpenWord
{
    public const string Unknown = "unknown";

    public static bool Equals(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static int GetHashCode(string? text) => text is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(text);
}
