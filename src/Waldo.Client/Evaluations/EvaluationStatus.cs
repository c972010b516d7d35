using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>How far an evaluation is (<c>evaluation.status</c>).</summary>
/// <remarks>An open word: text that this version does not know is kept, comparison ignores case, and the default value equals no known word.</remarks>
[JsonConverter(typeof(OpenWordConverter<EvaluationStatus>))]
public readonly struct EvaluationStatus : IEquatable<EvaluationStatus>, IOpenWord<EvaluationStatus>
{
    private readonly string? _text;

    /// <summary>Takes a word as the API writes it.</summary>
    /// <param name="text">The word. Unknown ones are kept.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public EvaluationStatus(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>It was accepted.</summary>
    public static EvaluationStatus Initiated => new("initiated");

    /// <summary>It runs.</summary>
    public static EvaluationStatus InProgress => new("in_progress");

    /// <summary>It is finished.</summary>
    public static EvaluationStatus Completed => new("completed");

    /// <summary>It could not be finished.</summary>
    public static EvaluationStatus Failed => new("failed");

    /// <summary>No evaluation runs at the moment.</summary>
    public static EvaluationStatus Idle => new("idle");

    string? IOpenWord<EvaluationStatus>.Text => _text;

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(EvaluationStatus left, EvaluationStatus right) => left.Equals(right);

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(EvaluationStatus left, EvaluationStatus right) => !left.Equals(right);

    static EvaluationStatus IOpenWord<EvaluationStatus>.Create(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(EvaluationStatus other) => OpenWord.Equals(_text, other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EvaluationStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenWord.GetHashCode(_text);

    /// <summary>The word as the API wrote it; <c>unknown</c> for the default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? OpenWord.Unknown;
}
