using System.Text.Json;
using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>The outcomes of a customer's evaluations.</summary>
/// <remarks>Every member may be absent. Warning tags are findings about a person, so <see cref="ToString"/> leaves them out.</remarks>
public sealed class Validation
{
    /// <summary>Whether the customer is let in.</summary>
    [JsonPropertyName("status")]
    public CustomerStatus? Status { get; init; }

    /// <summary>The outcome of the identity and watchlist checks.</summary>
    [JsonPropertyName("kyc")]
    public KycOutcome? Kyc { get; init; }

    /// <summary>
    /// A <b>safety</b> score from 0 to 1: 1 is safe, and 0 may also mean that no fraud check was ever asked for. While a check is under way it is the last
    /// known score, not that check's.
    /// </summary>
    [JsonPropertyName("fraudScore")]
    public double? FraudScore { get; init; }

    /// <summary>Whether the customer is flagged as a fraud risk; part of webhooks and document answers.</summary>
    [JsonPropertyName("fraudFlag")]
    public bool? FraudFlag { get; init; }

    /// <summary>Part of customer answers; its meaning is not documented.</summary>
    [JsonPropertyName("fraudReport")]
    public bool? FraudReport { get; init; }

    /// <summary>Part of customer answers; its meaning is not documented.</summary>
    [JsonPropertyName("fraudCheck")]
    public bool? FraudCheck { get; init; }

    /// <summary>How many warnings there are; probably the tags that did not pass.</summary>
    [JsonPropertyName("warnings")]
    public int? Warnings { get; init; }

    /// <summary>The single checks. Waldo sends them as an array or as an object; both become this list.</summary>
    [JsonPropertyName("warningTags")]
    [JsonConverter(typeof(WarningTagsConverter))]
    public IReadOnlyList<WarningTag>? WarningTags { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Status, KYC outcome and score.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(Validation)} {{ Status = {Status}, Kyc = {Kyc}, FraudScore = {FraudScore} }}");
}
