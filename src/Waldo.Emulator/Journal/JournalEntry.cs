namespace Waldo.Emulator;

/// <summary>One request to the emulator's API with its answer. Secrets and tokens are never in it, personal data only when asked for.</summary>
public sealed record JournalEntry
{
    /// <summary>Its running number, from 1, in the order in which the answers were decided.</summary>
    public required long Number { get; init; }

    /// <summary>When the request was handled, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long the emulator took, by the machine's clock.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The request's method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The request's path without its query, such as <c>/onboard</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The request's query with its <c>?</c>, values masked, or an empty text.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whose request it was (the emulator's id of the organisation), or <see langword="null"/> when it was not authorized.</summary>
    public string? Organisation { get; init; }

    /// <summary>The answer's status number; 0 when the connection was cut without an answer.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's error code, such as <c>INVALID_TOKEN</c>, or <see langword="null"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Why the emulator refused, in plain words without personal data, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The kinds of the faults that hit the request.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = [];

    /// <summary>The request's headers; values that may be secret are masked.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>The request's JSON body, masked and at most 16 KB of it; a remark in parentheses for any other body; or <see langword="null"/>.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The answer's headers; the token is masked.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    /// <summary>The answer's body, like <see cref="RequestBody"/>.</summary>
    public string? ResponseBody { get; init; }
}
