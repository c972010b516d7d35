namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>The sandbox's scenarios that this page offers: external ids that choose the outcome (docs.waldo.ai/guides/sandbox-testing-scenarios).</summary>
internal static class Scenarios
{
    public static IReadOnlyList<string> All { get; } =
        ["kyc-pass", "kyc-review", "fraud-pass", "fraud-review", "fraud-reject", "documentUpload-pass", "documentUpload-warn"];

    public static bool HasFraudCheck(string scenario) => scenario.StartsWith("fraud-", StringComparison.Ordinal);
}
