using System.Text.Json.Serialization.Metadata;
using Waldo.Client.Calls;
using Waldo.Client.Evaluations;
using Waldo.Client.Serialization;

namespace Waldo.Client;

public partial class WaldoClient
{
    /// <summary>Starts a fraud check of a customer: <c>POST /check-fraud</c>. Every call costs an evaluation; the onboarding must be complete.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="cancellationToken">Cancels the call. A request that has left may be carried out all the same.</param>
    /// <returns>Waldo's first answer; a score in it is an older one, not this check's.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null or blank; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed; <see cref="WaldoException.MayHaveBeenProcessed"/> tells whether the check may have started.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/check-fraud"/>.</remarks>
    public virtual async Task<EvaluationResponse> CheckFraudAsync(string customerId, CancellationToken cancellationToken = default)
    {
        var caller = Caller;
        ArgumentException.ThrowIfNullOrWhiteSpace(customerId);
        using var content = WaldoCaller.JsonContent(new CheckFraudRequest { CustomerId = customerId }, WaldoJsonContext.Default.CheckFraudRequest);
        var answer = await caller.CallAsync(
            WaldoOperation.CheckFraud,
            "check-fraud",
            content,
            WaldoJsonContext.Default.EvaluationResponse,
            cancellationToken,
            static (answer, response) => answer.StartedAt = response.Headers.Date).ConfigureAwait(false);
        EvaluationTracking.Started(caller.Settings, answer.CustomerId, answer.RequestId, answer.Evaluation, answer.StartedAt);
        return answer;
    }

    /// <summary>Reads a customer's KYC outcomes: <c>GET /history/kyc/:customerId</c>.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The history; <see langword="null"/> where the customer is unknown or was not evaluated yet: Waldo does not tell these apart.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null, blank or no id; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/kyc-history"/>.</remarks>
    public virtual Task<KycHistory?> GetKycHistoryAsync(string customerId, CancellationToken cancellationToken = default) =>
        GetHistoryAsync(WaldoOperation.KycHistory, "history/kyc/", customerId, WaldoJsonContext.Default.KycHistory, cancellationToken);

    /// <summary>Reads a customer's fraud scores: <c>GET /history/fraud/:customerId</c>.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The history; <see langword="null"/> where the customer is unknown or was not evaluated yet: Waldo does not tell these apart.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null, blank or no id; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/fraud-history"/>.</remarks>
    public virtual Task<FraudHistory?> GetFraudHistoryAsync(string customerId, CancellationToken cancellationToken = default) =>
        GetHistoryAsync(WaldoOperation.FraudHistory, "history/fraud/", customerId, WaldoJsonContext.Default.FraudHistory, cancellationToken);

    /// <summary>
    /// Waits for the outcome of an evaluation: asks for the customer again and again, with growing delays, and at once when
    /// <see cref="NotifyWebhook"/> brings news of the customer.
    /// </summary>
    /// <param name="evaluation">From the answer that started the evaluation, or one that was stored.</param>
    /// <param name="options">How long and how often. Default: at most 10 minutes, every 2 to 30 seconds.</param>
    /// <param name="cancellationToken">Stops waiting; the evaluation goes on.</param>
    /// <returns>The customer with the outcome. Whether it is good is for you to read: <c>Validation.Status</c> and <c>Validation.Kyc</c>.</returns>
    /// <exception cref="ArgumentException">The handle has no customer id, or an option is out of range; nothing was sent.</exception>
    /// <exception cref="WaldoEvaluationFailedException">Waldo could not finish the evaluation.</exception>
    /// <exception cref="WaldoEvaluationTimeoutException">The outcome did not come in time; wait again with the same handle.</exception>
    /// <exception cref="WaldoException">Asking failed for good. What may pass (no answer, 429, 5xx) does not end the wait.</exception>
    public virtual Task<Customer> WaitForEvaluationAsync(
        EvaluationHandle evaluation, EvaluationWaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var settings = Caller.Settings;
        ArgumentException.ThrowIfNullOrWhiteSpace(evaluation.CustomerId, nameof(evaluation));
        options ??= new EvaluationWaitOptions();
        options.Check(nameof(options));
        return new EvaluationWait(this, evaluation, options, _waits, settings).RunAsync(cancellationToken);
    }

    /// <summary>Tells the client of a webhook, so that waits for its customer ask at once. The webhook itself decides nothing.</summary>
    /// <param name="received">The webhook.</param>
    /// <exception cref="ArgumentNullException"><paramref name="received"/> is null.</exception>
    public virtual void NotifyWebhook(WaldoEvent received)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (received.CustomerId is { } customerId)
        {
            _waits.Wake(customerId);
        }
    }

    private async Task<T?> GetHistoryAsync<T>(
        WaldoOperation operation, string path, string customerId, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var caller = Caller;
        ArgumentException.ThrowIfNullOrWhiteSpace(customerId);
        if (customerId is "." or "..")
        {
            throw new ArgumentException("The customer id is no id: it would change the path. Nothing was sent.", nameof(customerId));
        }

        try
        {
            return await caller.CallAsync(operation, path + System.Uri.EscapeDataString(customerId), content: null, type, cancellationToken).ConfigureAwait(false);
        }
        catch (WaldoNotFoundException)
        {
            return null;
        }
    }
}
