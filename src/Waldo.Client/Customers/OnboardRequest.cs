using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>A person to onboard: <c>POST /onboard</c>. <see cref="ToString"/> shows no personal data.</summary>
/// <remarks>See <see href="https://docs.waldo.ai/api-reference/customer-onboarding"/>.</remarks>
public sealed class OnboardRequest
{
    /// <summary>The given name.</summary>
    [JsonPropertyName("firstName")]
    public required string FirstName { get; init; }

    /// <summary>The family name.</summary>
    [JsonPropertyName("lastName")]
    public required string LastName { get; init; }

    /// <summary>The official id, such as <see cref="OfficialId.Ssn"/>.</summary>
    [JsonPropertyName("officialId")]
    public required OfficialId OfficialId { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public required string Email { get; init; }

    /// <summary>The phone number; the documented form is a plus sign and digits, such as <c>+12025550142</c>.</summary>
    [JsonPropertyName("phone")]
    public required string Phone { get; init; }

    /// <summary>The date of birth; on the wire <c>dob</c>, as <c>yyyy-MM-dd</c>.</summary>
    [JsonPropertyName("dob")]
    public required DateOnly DateOfBirth { get; init; }

    /// <summary>The street line of the address.</summary>
    [JsonPropertyName("address")]
    public required string Address { get; init; }

    /// <summary>The city.</summary>
    [JsonPropertyName("city")]
    public required string City { get; init; }

    /// <summary>The state, abbreviated, such as <c>NY</c>.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }

    /// <summary>The postal code, with leading zeros.</summary>
    [JsonPropertyName("zipCode")]
    public required string ZipCode { get; init; }

    /// <summary>The country; the documented example is <c>US</c>.</summary>
    [JsonPropertyName("country")]
    public required string Country { get; init; }

    /// <summary>Your own id of the customer. Default: none. In the sandbox it chooses the outcome (<see href="https://docs.waldo.ai/guides/sandbox-testing-scenarios"/>).</summary>
    [JsonPropertyName("externalId")]
    public string? ExternalId { get; init; }

    /// <summary>The customer's IP address, version 4 or 6. Default: none.</summary>
    [JsonPropertyName("ipAddress")]
    public string? IpAddress { get; init; }

    /// <summary>What is to be checked beyond KYC. Default: nothing.</summary>
    [JsonPropertyName("options")]
    public OnboardOptions? Options { get; init; }

    /// <summary>Further members to send, for what this version does not know. Default: none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The name of the type and the external id; no personal data.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(OnboardRequest)} {{ ExternalId = {ExternalId} }}";
}
