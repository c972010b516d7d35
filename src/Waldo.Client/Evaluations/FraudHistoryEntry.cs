using System.Text.Json;
using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>One fraud score.</summary>
public sealed class FraudHistoryEntry
{
    /// <summary>When it was found; on the wire milliseconds since 1970. <see langword="null"/> where absent or unreadable.</summary>
    [JsonPropertyName("date")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? Date { get; init; }

    /// <summary>A <b>safety</b> score from 0 to 1: 1 is safe.</summary>
    [JsonPropertyName("score")]
    public double? Score { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Date and score.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(FraudHistoryEntry)} {{ Date = {Date:u}, Score = {Score} }}");
}
