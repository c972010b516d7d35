using System.Text.Json;
using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>Waldo's first answer to a fraud check or a document. The evaluation goes on: wait for its outcome with <see cref="Handle"/>.</summary>
/// <remarks>
/// Every member may be absent. See <see href="https://docs.waldo.ai/api-reference/check-fraud"/> and
/// <see href="https://docs.waldo.ai/api-reference/document-upload"/>.
/// </remarks>
public sealed class EvaluationResponse
{
    /// <summary>Waldo's id of the request; webhooks about it may carry the same.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    /// <summary>The event; <c>evaluation</c>.</summary>
    [JsonPropertyName("event")]
    public string? Event { get; init; }

    /// <summary>Waldo's id of the customer.</summary>
    [JsonPropertyName("customerId")]
    public string? CustomerId { get; init; }

    /// <summary>Your own id of the customer.</summary>
    [JsonPropertyName("externalId")]
    public string? ExternalId { get; init; }

    /// <summary>The customer's page on the Waldo dashboard.</summary>
    [JsonPropertyName("uri")]
    public string? Uri { get; init; }

    /// <summary>What is being evaluated and how far it is.</summary>
    [JsonPropertyName("evaluation")]
    public Evaluation? Evaluation { get; init; }

    /// <summary>What was known <b>before</b> this evaluation; it is not its outcome.</summary>
    [JsonPropertyName("validation")]
    public Validation? Validation { get; init; }

    /// <summary>Problems that Waldo lists; what they contain is not documented.</summary>
    [JsonPropertyName("errors")]
    [JsonConverter(typeof(TolerantListConverter))]
    public IReadOnlyList<JsonElement>? Errors { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>What a later wait for the outcome needs to know. It can be stored.</summary>
    /// <exception cref="InvalidOperationException">The answer carried no customer id.</exception>
    [JsonIgnore]
    public EvaluationHandle Handle => EvaluationHandle.From(CustomerId, RequestId, Evaluation, StartedAt);

    /// <summary>When Waldo answered, by its own clock.</summary>
    [JsonIgnore]
    internal DateTimeOffset? StartedAt { get; set; }

    /// <summary>The ids; no personal data.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(EvaluationResponse)} {{ CustomerId = {CustomerId}, RequestId = {RequestId} }}";
}
