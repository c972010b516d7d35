using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>An onboarding moved on: <c>onboard</c>.</summary>
public sealed class OnboardEvent : WaldoEvent
{
    /// <summary>What is evaluated and how far it is. The type may be <c>fraud</c> here although the call's answer said <c>kyc</c>.</summary>
    [JsonPropertyName("evaluation")]
    public Evaluation? Evaluation { get; init; }

    /// <summary>The outcomes so far.</summary>
    [JsonPropertyName("validation")]
    public Validation? Validation { get; init; }
}
