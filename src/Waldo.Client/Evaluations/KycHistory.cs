using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>The KYC outcomes of a customer over time.</summary>
/// <remarks>Every member may be absent. See <see href="https://docs.waldo.ai/api-reference/kyc-history"/>.</remarks>
public sealed class KycHistory
{
    /// <summary>The entry that counts now.</summary>
    [JsonPropertyName("active")]
    public KycHistoryEntry? Active { get; init; }

    /// <summary>All entries; the documented example has the oldest first.</summary>
    [JsonPropertyName("history")]
    public IReadOnlyList<KycHistoryEntry>? History { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The active entry.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(KycHistory)} {{ Active = {Active}, Entries = {History?.Count ?? 0} }}";
}
