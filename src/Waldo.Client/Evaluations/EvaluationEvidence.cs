namespace Waldo.Client.Evaluations;

/// <summary>Looks for traces that an evaluation has left, where the customer's own state does not tell that it has ended.</summary>
internal sealed class EvaluationEvidence(WaldoClient waldo, EvaluationHandle handle)
{
    public async Task<bool> IsThereAsync(Customer customer, CancellationToken cancellationToken)
    {
        if (handle.Type == EvaluationType.Fraud)
        {
            return IsNewer((await waldo.GetFraudHistoryAsync(handle.CustomerId, cancellationToken).ConfigureAwait(false))?.Active?.Date);
        }

        if (handle.Type == EvaluationType.Document)
        {
            return IsNewer((await waldo.GetKycHistoryAsync(handle.CustomerId, cancellationToken).ConfigureAwait(false))?.Active?.Date);
        }

        // An onboarding is a customer's first evaluation, so that any outcome is its own. An unknown word is an outcome too, whatever it means.
        return customer.Validation?.Kyc is { } outcome && outcome != default && outcome != KycOutcome.Pending;
    }

    // The server's own clock on both sides. Its Date header has whole seconds, so the second of the start counts as before it.
    private bool IsNewer(DateTimeOffset? found) => found is { } date && (handle.StartedAt is not { } started || date >= started);
}
