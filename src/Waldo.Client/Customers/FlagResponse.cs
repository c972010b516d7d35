using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>Waldo's answer to flagging or unflagging a customer.</summary>
/// <remarks>Every member may be absent. See <see href="https://docs.waldo.ai/api-reference/flag-customer"/>.</remarks>
public sealed class FlagResponse
{
    /// <summary>Whether the customer is flagged now.</summary>
    [JsonPropertyName("flagged")]
    public bool? Flagged { get; init; }

    /// <summary>The customer's status after the call.</summary>
    [JsonPropertyName("status")]
    public CustomerStatus? Status { get; init; }

    /// <summary>Waldo's id of the customer.</summary>
    [JsonPropertyName("customerId")]
    public string? CustomerId { get; init; }

    /// <summary>Your own id of the customer.</summary>
    [JsonPropertyName("externalId")]
    public string? ExternalId { get; init; }

    /// <summary>The customer's page on the Waldo dashboard.</summary>
    [JsonPropertyName("uri")]
    public string? Uri { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The id and the outcome; no personal data.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(FlagResponse)} {{ CustomerId = {CustomerId}, Flagged = {Flagged}, Status = {Status} }}";
}
