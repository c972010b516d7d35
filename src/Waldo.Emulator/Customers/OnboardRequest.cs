namespace Waldo.Emulator.Customers;

/// <summary>A checked <c>POST /onboard</c> body.</summary>
internal sealed record OnboardRequest
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required OfficialId OfficialId { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required string DateOfBirth { get; init; }

    public required string Address { get; init; }

    public required string City { get; init; }

    public required string State { get; init; }

    public required string ZipCode { get; init; }

    public required string Country { get; init; }

    public string? ExternalId { get; init; }

    public string? IpAddress { get; init; }

    public bool IncludeFraudCheck { get; init; }

    public bool UseExpressKyc { get; init; }
}

/// <summary>The id document's number of a customer.</summary>
internal sealed record OfficialId(string DocType, string Value, string Country);
