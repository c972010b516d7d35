namespace Waldo.Client;

/// <summary>Follows a client's evaluations from outside: which ones it started, and who waits for news. For webhooks that arrive at another instance.</summary>
/// <remarks>An implementation must be safe for concurrent use, return at once and not throw: a call that has succeeded does not fail because of it.</remarks>
public interface IEvaluationTracker
{
    /// <summary>Waldo has accepted an onboarding, a fraud check or a document of this client.</summary>
    /// <param name="evaluation">Its customer and, where the answer told one, its request id.</param>
    void Started(EvaluationHandle evaluation);

    /// <summary>A wait for an outcome begins.</summary>
    /// <param name="customerId">The customer that it waits for.</param>
    /// <param name="wake">To be called whenever there may be news of the customer; the wait then asks Waldo at once. It may be called from any thread, and also too late.</param>
    /// <returns>Disposed when the wait ends.</returns>
    IDisposable Waiting(string customerId, Action wake);
}
