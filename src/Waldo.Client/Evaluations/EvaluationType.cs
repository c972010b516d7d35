using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>What is evaluated (<c>evaluation.type</c>).</summary>
/// <remarks>An open word: text that this version does not know is kept, comparison ignores case, and the default value equals no known word.</remarks>
[JsonConverter(typeof(OpenWordConverter<EvaluationType>))]
public readonly struct EvaluationType : IEquatable<EvaluationType>, IOpenWord<EvaluationType>
{
    private readonly string? _text;

    /// <summary>Takes a word as the API writes it.</summary>
    /// <param name="text">The word. Unknown ones are kept.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public EvaluationType(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Identity and watchlist checks.</summary>
    public static EvaluationType Kyc => new("kyc");

    /// <summary>The fraud check.</summary>
    public static EvaluationType Fraud => new("fraud");

    /// <summary>An uploaded document.</summary>
    public static EvaluationType Document => new("document");

    /// <summary>Nothing is evaluated at the moment.</summary>
    public static EvaluationType Idle => new("idle");

    string? IOpenWord<EvaluationType>.Text => _text;

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(EvaluationType left, EvaluationType right) => left.Equals(right);

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(EvaluationType left, EvaluationType right) => !left.Equals(right);

    static EvaluationType IOpenWord<EvaluationType>.Create(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(EvaluationType other) => OpenWord.Equals(_text, other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EvaluationType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenWord.GetHashCode(_text);

    /// <summary>The word as the API wrote it; <c>unknown</c> for the default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? OpenWord.Unknown;
}
