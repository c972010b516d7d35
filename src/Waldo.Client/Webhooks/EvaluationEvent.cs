using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>An evaluation moved on: <c>evaluation</c>.</summary>
public sealed class EvaluationEvent : WaldoEvent
{
    /// <summary>What is evaluated and how far it is.</summary>
    [JsonPropertyName("evaluation")]
    public Evaluation? Evaluation { get; init; }

    /// <summary>The outcomes so far.</summary>
    [JsonPropertyName("validation")]
    public Validation? Validation { get; init; }
}
