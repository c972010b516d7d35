using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>An official id of a person. <see cref="ToString"/> shows its kind, never its value.</summary>
public sealed class OfficialId
{
    private const int SsnDigits = 9;

    /// <summary>The kind of id; only <see cref="OfficialIdType.Ssn"/> is documented.</summary>
    [JsonPropertyName("docType")]
    public OfficialIdType? DocType { get; init; }

    /// <summary>The id itself. Personal data.</summary>
    [JsonPropertyName("value")]
    public string? Value { get; init; }

    /// <summary>The country that issued it, two letters, such as <c>US</c>.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>The pattern of the value, such as <c>XXX-XX-XXXX</c>. Optional.</summary>
    [JsonPropertyName("format")]
    public string? Format { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>A United States social security number.</summary>
    /// <param name="number">Nine digits, with or without hyphens: <c>123-45-6789</c> or <c>123456789</c>.</param>
    /// <returns>The id in the documented form.</returns>
    /// <exception cref="ArgumentException"><paramref name="number"/> is not in one of these forms; the message does not repeat it.</exception>
    public static OfficialId Ssn(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var trimmed = number.Trim();
        var hasHyphens = trimmed.Length == SsnDigits + 2 && trimmed[3] == '-' && trimmed[6] == '-';
        var digits = hasHyphens ? trimmed.Remove(6, 1).Remove(3, 1) : trimmed;
        if (digits.Length != SsnDigits || !digits.All(char.IsAsciiDigit))
        {
            throw new ArgumentException("A social security number has nine digits: write it as NNN-NN-NNNN or as NNNNNNNNN.", nameof(number));
        }

        return new OfficialId
        {
            DocType = OfficialIdType.Ssn,
            Value = $"{digits[..3]}-{digits[3..5]}-{digits[5..]}",
            Format = "XXX-XX-XXXX",
            Country = "US",
        };
    }

    /// <summary>The kind and country of the id; not its value.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(OfficialId)} {{ DocType = {DocType}, Country = {Country} }}";
}
