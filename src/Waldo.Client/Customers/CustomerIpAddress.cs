using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>An IP address with Waldo's view of it. <see cref="ToString"/> does not show the address.</summary>
public sealed class CustomerIpAddress
{
    /// <summary>The address. Personal data.</summary>
    [JsonPropertyName("value")]
    public string? Value { get; init; }

    /// <summary>Whether Waldo finds it valid.</summary>
    [JsonPropertyName("valid")]
    public bool? Valid { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Whether the address is valid; not the address.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(CustomerIpAddress)} {{ Valid = {Valid} }}";
}
