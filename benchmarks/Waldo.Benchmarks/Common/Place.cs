using Waldo.Client;

namespace Waldo.Benchmarks.Common;

/// <summary>Where requests go, and with which made-up credentials.</summary>
internal static class Place
{
    public const string CustomerId = "7c1e4a90b2d35f6688aa0c14";

    public static readonly Uri Origin = new("https://api.waldo.test/");
    public static readonly Uri Authenticate = new(Origin, "authenticate");
    public static readonly Uri Customer = new(Origin, "customer?customerId=" + CustomerId);

    /// <summary>One customer as the documentation prints it; a made-up person.</summary>
    public static ReadOnlySpan<byte> CustomerBody =>
        """
        {"customers":[{"createdAt":1751500800000,"firstName":"Mara","lastName":"Lindqvist","dob":"1991-07-02","officialId":{"docType":"SSN","value":"900-55-0142","country":"US"},"address":"18 Larch Lane","email":"mara@example.org","phone":"(202) 555-0142","zipCode":"06101","state":"CT","ipAddress":{"valid":true,"value":"203.0.113.24"},"evaluation":{"type":"idle","status":"idle"},"validation":{"status":"APPROVED","kyc":"PASSED","fraudScore":0.74,"fraudReport":false,"fraudCheck":true},"externalId":"crm-20417","customerId":"7c1e4a90b2d35f6688aa0c14","uri":"https://app.waldo.ai/customers/7c1e4a90b2d35f6688aa0c14"}]}
        """u8;

    public static WaldoClientOptions Options(Uri? origin = null) =>
        new() { ApiKey = "wk.benchmark", ClientSecret = "ws.benchmark", BaseAddress = origin ?? Origin };
}
