using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>What Waldo evaluates and how far it is.</summary>
public sealed class Evaluation
{
    /// <summary>What is evaluated. It may differ between the answer to a call and the webhooks about it: match by ids, never by type.</summary>
    [JsonPropertyName("type")]
    public EvaluationType? Type { get; init; }

    /// <summary>How far it is.</summary>
    [JsonPropertyName("status")]
    public EvaluationStatus? Status { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Type and status.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(Evaluation)} {{ Type = {Type}, Status = {Status} }}";
}
