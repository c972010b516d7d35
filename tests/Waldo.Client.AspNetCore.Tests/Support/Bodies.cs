namespace Waldo.Client.AspNetCore.Tests.Support;

/// <summary>Webhooks in the documented shape.</summary>
internal static class Bodies
{
    public const string Customer = "7c1e4a90b2d35f6688aa0c14";

    public static string Onboard(string? stage, string? requestId = "Qm4xT7vB2k", string customer = Customer, string status = "REVIEW", string kyc = "PASSED") => $$$"""
        { {{{Request(requestId)}}} "event":"onboard", {{{Evaluation("fraud", stage)}}}
          "validation":{"status":"{{{status}}}","kyc":"{{{kyc}}}","fraudScore":0},
          "customerId":"{{{customer}}}","uri":"https://app.waldo.ai/customers/{{{customer}}}" }
        """;

    public static string Check(string? stage, string? requestId = null, string customer = Customer, string type = "fraud", double score = 0.41) => $$$"""
        { {{{Request(requestId)}}} "event":"evaluation", {{{Evaluation(type, stage)}}} "customerId":"{{{customer}}}",
          "validation":{"status":"REVIEW","kyc":"PASSED","fraudScore":{{{score.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}} }
        """;

    public static string Flag(bool flag) => $$"""{"event":"flag","flag":{{(flag ? "true" : "false")}},"externalId":"crm-20417","customerId":"{{Customer}}"}""";

    private static string Request(string? requestId) => requestId is null ? string.Empty : $"\"requestId\":\"{requestId}\",";

    private static string Evaluation(string type, string? stage) => stage is null ? string.Empty : $$"""
        "evaluation":{"type":"{{type}}","status":"{{stage}}"},
        """;
}
