using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>What an onboarding checks beyond KYC.</summary>
public sealed class OnboardOptions
{
    /// <summary>Whether a fraud check is made too. Default: not sent, which means no. Without it the customer's status is always <see cref="CustomerStatus.Review"/>.</summary>
    [JsonPropertyName("includeFraudCheck")]
    public bool? IncludeFraudCheck { get; init; }

    /// <summary>Whether a preliminary outcome of the identity check is asked for (Express KYC). Default: not sent, which means no.</summary>
    [JsonPropertyName("useExpressKYC")]
    public bool? UseExpressKyc { get; init; }
}
