using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>Whether a customer is let in (<c>validation.status</c>). Only <see cref="Approved"/> means approved: treat every other word, known or not, as not approved.</summary>
/// <remarks>An open word: text that this version does not know is kept, comparison ignores case, and the default value equals no known word.</remarks>
[JsonConverter(typeof(OpenWordConverter<CustomerStatus>))]
public readonly struct CustomerStatus : IEquatable<CustomerStatus>, IOpenWord<CustomerStatus>
{
    private readonly string? _text;

    /// <summary>Takes a word as the API writes it.</summary>
    /// <param name="text">The word. Unknown ones are kept.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public CustomerStatus(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Let the customer in.</summary>
    public static CustomerStatus Approved => new("APPROVED");

    /// <summary>Deny the customer.</summary>
    public static CustomerStatus Rejected => new("REJECTED");

    /// <summary>A person has to decide.</summary>
    public static CustomerStatus Review => new("REVIEW");

    /// <summary>Not decided yet.</summary>
    public static CustomerStatus Pending => new("PENDING");

    /// <summary>The word of the API's oldest documentation for an approved customer; it does not equal <see cref="Approved"/>.</summary>
    public static CustomerStatus Accepted => new("ACCEPTED");

    string? IOpenWord<CustomerStatus>.Text => _text;

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(CustomerStatus left, CustomerStatus right) => left.Equals(right);

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(CustomerStatus left, CustomerStatus right) => !left.Equals(right);

    static CustomerStatus IOpenWord<CustomerStatus>.Create(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(CustomerStatus other) => OpenWord.Equals(_text, other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CustomerStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenWord.GetHashCode(_text);

    /// <summary>The word as the API wrote it; <c>unknown</c> for the default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? OpenWord.Unknown;
}
