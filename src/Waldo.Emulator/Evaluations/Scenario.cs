namespace Waldo.Emulator.Evaluations;

/// <summary>A sandbox scenario: an <c>externalId</c> that chooses the outcome of one request type.</summary>
internal sealed record Scenario(string Name, RequestType Type, Outcome Outcome)
{
    private static readonly Outcome Review = new() { Kyc = "REVIEW", Warnings = ["watchlists_validation"] };
    private static readonly Outcome RiskyReview = new() { FraudScore = 0.5, Warnings = ["address"] };
    private static readonly Outcome Rejected = new() { FraudScore = 0.1, Warnings = ["fraud_reports", "email_address_validation"] };
    private static readonly Outcome Delayed = new() { Slow = true };

    /// <summary>The 17 scenarios of the sandbox guide, in its order.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("kyc-pass", RequestType.Kyc, new Outcome()),
        new("kyc-review", RequestType.Kyc, Review),
        new("fraud-pass", RequestType.Fraud, new Outcome()),
        new("fraud-review", RequestType.Fraud, RiskyReview),
        new("fraud-reject", RequestType.Fraud, Rejected),
        new("expressKYC-pass", RequestType.ExpressKyc, new Outcome()),
        new("expressKYC-review", RequestType.ExpressKyc, Review),
        new("expressKYC-delay", RequestType.ExpressKyc, Delayed),
        new("expressKYCFraud-pass", RequestType.ExpressKycFraud, new Outcome()),
        new("expressKYCFraud-review", RequestType.ExpressKycFraud, RiskyReview with { Kyc = "REVIEW" }),
        new("expressKYCFraud-reject", RequestType.ExpressKycFraud, Rejected),
        new("expressKYCFraud-delay", RequestType.ExpressKycFraud, Delayed),
        new("fraudCheck-pass", RequestType.FraudCheck, new Outcome()),
        new("fraudCheck-review", RequestType.FraudCheck, RiskyReview),
        new("fraudCheck-reject", RequestType.FraudCheck, Rejected),
        new("documentUpload-pass", RequestType.DocumentUpload, new Outcome()),
        new("documentUpload-warn", RequestType.DocumentUpload, new Outcome { Kyc = "REVIEW", Warnings = ["data_comparison"] }),
    ];

    public static Scenario? Find(string? externalId) => All.FirstOrDefault(scenario => string.Equals(scenario.Name, externalId, StringComparison.Ordinal));
}
