using System.Text.Json;
using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>One KYC outcome.</summary>
public sealed class KycHistoryEntry
{
    /// <summary>When it was found; on the wire milliseconds since 1970. <see langword="null"/> where absent or unreadable.</summary>
    [JsonPropertyName("date")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? Date { get; init; }

    /// <summary>The outcome.</summary>
    [JsonPropertyName("outcome")]
    public KycOutcome? Outcome { get; init; }

    /// <summary>What was evaluated: <see cref="EvaluationType.Kyc"/> or <see cref="EvaluationType.Document"/>.</summary>
    [JsonPropertyName("type")]
    public EvaluationType? Type { get; init; }

    /// <summary>The kind of document, for documents.</summary>
    [JsonPropertyName("documentType")]
    public DocumentType? DocumentType { get; init; }

    /// <summary>When the document was issued, for documents; on the wire <c>yyyy-MM-dd</c>. <see langword="null"/> where absent or unreadable.</summary>
    [JsonPropertyName("issuingDate")]
    [JsonConverter(typeof(TolerantDateConverter))]
    public DateOnly? IssuingDate { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Date, type and outcome.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(KycHistoryEntry)} {{ Date = {Date:u}, Type = {Type}, Outcome = {Outcome} }}");
}
