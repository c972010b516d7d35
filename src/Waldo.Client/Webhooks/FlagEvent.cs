using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>A customer was flagged or unflagged as a fraud risk: <c>flag</c>.</summary>
public sealed class FlagEvent : WaldoEvent
{
    /// <summary>Whether the customer is flagged now.</summary>
    [JsonPropertyName("flag")]
    public bool? Flag { get; init; }
}
