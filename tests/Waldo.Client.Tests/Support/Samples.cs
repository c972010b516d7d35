namespace Waldo.Client.Tests.Support;

/// <summary>A customer and Waldo's answers about it, in the documented shape.</summary>
internal static class Samples
{
    public const string CustomerId = "7c1e4a90b2d35f6688aa0c14";

    public const string OnboardAnswer = """
        {"requestId":"Qm4xT7vB2k","event":"onboard","evaluation":{"type":"kyc","status":"initiated"},
         "validation":{"status":"REVIEW","kyc":"PENDING","fraudScore":0},"options":{"includeFraudCheck":true},"externalId":"crm-20417",
         "customerId":"7c1e4a90b2d35f6688aa0c14","uri":"https://app.waldo.ai/customers/7c1e4a90b2d35f6688aa0c14"}
        """;

    public const string CustomerJson = """
        {"createdAt":1751500800000,"firstName":"Mara","lastName":"Lindqvist","dob":"1991-07-02",
         "officialId":{"docType":"SSN","value":"900-55-0142","country":"US"},"address":"18 Larch Lane","email":"mara@example.org",
         "phone":"(202) 555-0142","zipCode":"06101","state":"CT","ipAddress":{"valid":true,"value":"203.0.113.24"},
         "evaluation":{"type":"idle","status":"idle"},
         "validation":{"status":"APPROVED","kyc":"PASSED","fraudScore":0.74,"fraudReport":false,"fraudCheck":true},
         "externalId":"crm-20417","customerId":"7c1e4a90b2d35f6688aa0c14","uri":"https://app.waldo.ai/customers/7c1e4a90b2d35f6688aa0c14"}
        """;

    public const string CustomersAnswer = $$"""{"customers":[{{CustomerJson}}]}""";

    /// <summary>The front of a licence, as a JPEG of so many bytes.</summary>
    public static DocumentUpload Document(DocumentContent? content = null) => new()
    {
        CustomerId = CustomerId,
        Type = DocumentType.DrivingLicence,
        Side = DocumentSide.Front,
        IssuingCountry = "USA",
        Content = content ?? DocumentContent.FromBytes(Jpeg(1000), "licence-of-mara.jpg"),
    };

    public static byte[] Jpeg(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }

    public static OnboardRequest Onboarding(Func<OnboardMembers, OnboardMembers>? change = null)
    {
        var members = new OnboardMembers();
        members = change?.Invoke(members) ?? members;
        return new OnboardRequest
        {
            FirstName = members.FirstName,
            LastName = members.LastName,
            OfficialId = members.OfficialId!,
            Email = members.Email,
            Phone = members.Phone,
            DateOfBirth = members.DateOfBirth,
            Address = members.Address,
            City = members.City,
            State = members.State,
            ZipCode = members.ZipCode,
            Country = members.Country,
            ExternalId = members.ExternalId,
            IpAddress = members.IpAddress,
            Options = members.Options,
        };
    }
}

/// <summary>The members of an onboarding, for tests that change one of them.</summary>
internal sealed record OnboardMembers
{
    public string FirstName { get; init; } = "Mara";

    public string LastName { get; init; } = "Lindqvist";

    public OfficialId? OfficialId { get; init; } = Client.OfficialId.Ssn("900-55-0142");

    public string Email { get; init; } = "mara@example.org";

    public string Phone { get; init; } = "+12025550142";

    public DateOnly DateOfBirth { get; init; } = new(1991, 7, 2);

    public string Address { get; init; } = "18 Larch Lane";

    public string City { get; init; } = "Hartford";

    public string State { get; init; } = "CT";

    public string ZipCode { get; init; } = "06101";

    public string Country { get; init; } = "US";

    public string? ExternalId { get; init; } = "crm-20417";

    public string? IpAddress { get; init; } = "203.0.113.24";

    public OnboardOptions? Options { get; init; } = new() { IncludeFraudCheck = true, UseExpressKyc = false };
}
