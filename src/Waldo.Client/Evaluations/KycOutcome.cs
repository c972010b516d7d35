using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>The outcome of the identity and watchlist checks (<c>validation.kyc</c>). Only <see cref="Passed"/> means passed: treat every other word, known or not, as not passed.</summary>
/// <remarks>An open word: text that this version does not know is kept, comparison ignores case, and the default value equals no known word.</remarks>
[JsonConverter(typeof(OpenWordConverter<KycOutcome>))]
public readonly struct KycOutcome : IEquatable<KycOutcome>, IOpenWord<KycOutcome>
{
    private readonly string? _text;

    /// <summary>Takes a word as the API writes it.</summary>
    /// <param name="text">The word. Unknown ones are kept.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public KycOutcome(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The checks passed.</summary>
    public static KycOutcome Passed => new("PASSED");

    /// <summary>The checks failed.</summary>
    public static KycOutcome Rejected => new("REJECTED");

    /// <summary>A person has to decide.</summary>
    public static KycOutcome Review => new("REVIEW");

    /// <summary>Not decided yet.</summary>
    public static KycOutcome Pending => new("PENDING");

    /// <summary>The word of the API's oldest documentation for passed checks; it does not equal <see cref="Passed"/>.</summary>
    public static KycOutcome Accepted => new("ACCEPTED");

    string? IOpenWord<KycOutcome>.Text => _text;

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(KycOutcome left, KycOutcome right) => left.Equals(right);

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(KycOutcome left, KycOutcome right) => !left.Equals(right);

    static KycOutcome IOpenWord<KycOutcome>.Create(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(KycOutcome other) => OpenWord.Equals(_text, other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KycOutcome other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenWord.GetHashCode(_text);

    /// <summary>The word as the API wrote it; <c>unknown</c> for the default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? OpenWord.Unknown;
}
