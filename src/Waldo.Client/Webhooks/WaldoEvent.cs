using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>A webhook of Waldo's. Waldo documents no signature: what a webhook says may be forged until you have asked the API.</summary>
/// <remarks>Every member may be absent. See <see href="https://docs.waldo.ai/features/webhooks"/>.</remarks>
public abstract class WaldoEvent
{
    private protected WaldoEvent()
    {
    }

    /// <summary>The kind of event as Waldo wrote it: <c>onboard</c>, <c>evaluation</c>, <c>flag</c>, or a word that this version does not know.</summary>
    [JsonPropertyName("event")]
    public string? Event { get; init; }

    /// <summary>Waldo's id of the request that caused it. Its absence does not prove that the dashboard did.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

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

    /// <summary>Event and ids; no personal data.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{GetType().Name} {{ Event = {Event}, CustomerId = {CustomerId}, RequestId = {RequestId} }}";
}
