using System.Text.Json;
using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>A customer as Waldo keeps it. <see cref="ToString"/> shows ids and no personal data.</summary>
/// <remarks>Every member may be absent. See <see href="https://docs.waldo.ai/api-reference/get-customer"/>.</remarks>
public sealed class Customer
{
    /// <summary>Waldo's id of the customer.</summary>
    [JsonPropertyName("customerId")]
    public string? CustomerId { get; init; }

    /// <summary>Your own id of the customer.</summary>
    [JsonPropertyName("externalId")]
    public string? ExternalId { get; init; }

    /// <summary>When the customer was onboarded; on the wire milliseconds since 1970. <see langword="null"/> where absent or unreadable.</summary>
    [JsonPropertyName("createdAt")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The given name.</summary>
    [JsonPropertyName("firstName")]
    public string? FirstName { get; init; }

    /// <summary>The family name.</summary>
    [JsonPropertyName("lastName")]
    public string? LastName { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>The phone number; documented answers print <c>(NNN) NNN-NNNN</c>.</summary>
    [JsonPropertyName("phone")]
    public string? Phone { get; init; }

    /// <summary>The official id; Waldo returns it in clear.</summary>
    [JsonPropertyName("officialId")]
    public OfficialId? OfficialId { get; init; }

    /// <summary>The date of birth; on the wire <c>dob</c>, as <c>yyyy-MM-dd</c>. <see langword="null"/> where absent or unreadable.</summary>
    [JsonPropertyName("dob")]
    [JsonConverter(typeof(TolerantDateConverter))]
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The street line of the address.</summary>
    [JsonPropertyName("address")]
    public string? Address { get; init; }

    /// <summary>The city; not part of the documented answers.</summary>
    [JsonPropertyName("city")]
    public string? City { get; init; }

    /// <summary>The state, abbreviated.</summary>
    [JsonPropertyName("state")]
    public string? State { get; init; }

    /// <summary>The postal code.</summary>
    [JsonPropertyName("zipCode")]
    public string? ZipCode { get; init; }

    /// <summary>The country; not part of the documented answers.</summary>
    [JsonPropertyName("country")]
    public string? Country { get; init; }

    /// <summary>The IP address the customer was onboarded with, and whether Waldo finds it valid.</summary>
    [JsonPropertyName("ipAddress")]
    [JsonConverter(typeof(CustomerIpAddressConverter))]
    public CustomerIpAddress? IpAddress { get; init; }

    /// <summary>The evaluation that runs at the moment; <c>idle</c> at rest.</summary>
    [JsonPropertyName("evaluation")]
    public Evaluation? Evaluation { get; init; }

    /// <summary>The outcomes so far.</summary>
    [JsonPropertyName("validation")]
    public Validation? Validation { get; init; }

    /// <summary>The customer's page on the Waldo dashboard.</summary>
    [JsonPropertyName("uri")]
    public string? Uri { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The ids and the outcome; no personal data.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() =>
        $"{nameof(Customer)} {{ CustomerId = {CustomerId}, ExternalId = {ExternalId}, Status = {Validation?.Status}, Kyc = {Validation?.Kyc} }}";
}
