using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Evaluations;

/// <summary>Decides what the end of an evaluation changes: a pure function over the customer's state.</summary>
internal static class EvaluationEnd
{
    /// <summary>Assumed thresholds of the organisation; Waldo lets one set them on its dashboard.</summary>
    private const double ApproveFrom = 0.7;
    private const double RejectBelow = 0.3;

    public static CustomerState Apply(CustomerState state, Evaluation evaluation, DateTimeOffset now)
    {
        var ended = state with
        {
            Evaluation = (evaluation.Type.EvaluationType(), evaluation.Outcome.Fails ? "failed" : "completed"),
            EvaluationNumber = evaluation.Number,
            Onboarded = true,
        };
        if (evaluation.Outcome.Fails)
        {
            return ended;
        }

        ended = ended with { Warnings = new WarningTags(evaluation.Type, evaluation.Outcome.Warnings) };
        ended = evaluation.Type == RequestType.FraudCheck ? ended : AddKyc(ended, evaluation, now);
        return evaluation.Type.HasFraudCheck() ? AddFraud(ended, evaluation, now) : ended;
    }

    private static CustomerState AddKyc(CustomerState state, Evaluation evaluation, DateTimeOffset now)
    {
        var outcome = evaluation.Outcome.Kyc;
        var entry = evaluation.Type == RequestType.DocumentUpload
            ? new KycEntry(now, outcome, "document", evaluation.DocumentType, DateOnly.FromDateTime(now.UtcDateTime).AddYears(-3))
            : new KycEntry(now, outcome, "kyc");
        return state with { Kyc = outcome, KycHistory = state.KycHistory.Add(entry) };
    }

    private static CustomerState AddFraud(CustomerState state, Evaluation evaluation, DateTimeOffset now)
    {
        var score = evaluation.Outcome.FraudScore;
        var scored = state with { FraudScore = score, FraudHistory = state.FraudHistory.Add(new FraudEntry(now, score)) };

        // Documented: a fraud check that follows an onboarding without one leaves the status to be set by hand.
        var decides = evaluation.Type.IsOnboarding() || evaluation.Customer.Data.IncludeFraudCheck;
        return decides ? scored.Decide(score >= ApproveFrom ? "APPROVED" : score < RejectBelow ? "REJECTED" : "REVIEW") : scored;
    }

    /// <summary>Sets the status; under a flag, the one to return to when the flag is taken off.</summary>
    private static CustomerState Decide(this CustomerState state, string status) =>
        state.Flagged ? state with { StatusBeforeFlag = status } : state with { Status = status };
}
