namespace Waldo.Emulator;

/// <summary>One request to the emulator's API with its answer.</summary>
public sealed record JournalEntry
{
    /// <summary>Its running number, from 1, in the order in which the answers were decided.</summary>
    public required long Number { get; init; }

    /// <summary>When the request was handled, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The request's method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The request's path without its query, such as <c>/onboard</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The answer's status number.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's error code, such as <c>INVALID_TOKEN</c>, or <see langword="null"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Why the emulator refused, in plain words without personal data, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }
}
