using System.Text.Json.Serialization;

namespace Waldo.Benchmarks.Contenders;

/// <summary>The model that one would write by hand for what the documentation prints: plain types, nothing tolerated, nothing kept.</summary>
internal sealed class PlainCustomer
{
    public string? CustomerId { get; set; }

    public string? ExternalId { get; set; }

    public long CreatedAt { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public PlainOfficialId? OfficialId { get; set; }

    public DateOnly Dob { get; set; }

    public string? Address { get; set; }

    public string? State { get; set; }

    public string? ZipCode { get; set; }

    public PlainIpAddress? IpAddress { get; set; }

    public PlainEvaluation? Evaluation { get; set; }

    public PlainValidation? Validation { get; set; }

    public string? Uri { get; set; }
}

internal sealed class PlainCustomers
{
    public List<PlainCustomer>? Customers { get; set; }
}

internal sealed class PlainOfficialId
{
    public string? DocType { get; set; }

    public string? Value { get; set; }

    public string? Country { get; set; }
}

internal sealed class PlainIpAddress
{
    public bool Valid { get; set; }

    public string? Value { get; set; }
}

internal sealed class PlainEvaluation
{
    public string? Type { get; set; }

    public string? Status { get; set; }
}

internal sealed class PlainValidation
{
    public string? Status { get; set; }

    public string? Kyc { get; set; }

    public double FraudScore { get; set; }

    public bool FraudReport { get; set; }

    public bool FraudCheck { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainCustomers))]
internal sealed partial class PlainContext : JsonSerializerContext;
