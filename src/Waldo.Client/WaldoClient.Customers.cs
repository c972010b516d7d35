using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Customers;
using Waldo.Client.Evaluations;
using Waldo.Client.Serialization;

namespace Waldo.Client;

public partial class WaldoClient
{
    /// <summary>Onboards a customer: <c>POST /onboard</c>. Every call costs an evaluation; the outcome comes later.</summary>
    /// <param name="request">The customer.</param>
    /// <param name="cancellationToken">Cancels the call. A request that has left may be carried out all the same.</param>
    /// <returns>Waldo's first answer, with the customer's id.</returns>
    /// <exception cref="ArgumentException">The request lacks something; nothing was sent.</exception>
    /// <exception cref="WaldoValidationException">Waldo refuses what was sent.</exception>
    /// <exception cref="WaldoAuthenticationException">Waldo does not accept the credentials.</exception>
    /// <exception cref="WaldoException">Something else went wrong; <see cref="WaldoException.MayHaveBeenProcessed"/> tells whether the customer may exist.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/customer-onboarding"/>.</remarks>
    public virtual Task<OnboardResponse> OnboardAsync(OnboardRequest request, CancellationToken cancellationToken = default) =>
        OnboardAsync(request, pin: null, cancellationToken);

    /// <exception cref="CredentialsReplacedException">The credentials are others than <paramref name="pin"/>; nothing was sent.</exception>
    internal async Task<OnboardResponse> OnboardAsync(OnboardRequest request, Credentials? pin, CancellationToken cancellationToken)
    {
        var caller = Caller;
        OnboardRequestRules.Check(request);
        using var content = WaldoCaller.JsonContent(request, WaldoJsonContext.Default.OnboardRequest);
        var answer = await caller.CallAsync(
            WaldoOperation.Onboard,
            "onboard",
            content,
            WaldoJsonContext.Default.OnboardResponse,
            cancellationToken,
            static (answer, response) => answer.StartedAt = response.Headers.Date,
            pin).ConfigureAwait(false);
        EvaluationTracking.Started(caller.Settings, answer.CustomerId, answer.RequestId, answer.Evaluation, answer.StartedAt);
        return answer;
    }

    /// <summary>
    /// Onboards a customer unless there is one with the same <see cref="OnboardRequest.ExternalId"/>: looks it up first, onboards if it is not there, and
    /// looks it up again where the outcome is not known. Concurrent calls for one external id are one.
    /// </summary>
    /// <param name="request">The customer, with an external id.</param>
    /// <param name="cancellationToken">Stops waiting; an onboarding that has begun goes on, and the next call finds it.</param>
    /// <returns>
    /// Waldo's answer to the onboarding; or, for a customer that was there already, an answer made from it, without a request id. The data of that customer
    /// are not compared with the request's.
    /// </returns>
    /// <exception cref="ArgumentException">The request lacks its external id or something else; nothing was sent.</exception>
    /// <exception cref="WaldoException">
    /// The call failed. With <see cref="WaldoException.MayHaveBeenProcessed"/> the customer may exist but was not found in five look-ups over about eight
    /// seconds: call again later.
    /// </exception>
    /// <remarks>
    /// Waldo has no idempotency keys, so there are limits. Two processes that call at the same moment can both find nothing, and onboard twice: let one
    /// process own an external id, or hold a lock of your own. A search that lags behind by more than the look-ups take can hide a customer: leave time
    /// before you call again after such a failure.
    /// </remarks>
    public virtual async Task<OnboardResponse> EnsureOnboardedAsync(OnboardRequest request, CancellationToken cancellationToken = default)
    {
        var caller = Caller;
        OnboardRequestRules.Check(request);
        if (string.IsNullOrWhiteSpace(request.ExternalId))
        {
            throw new ArgumentException(
                $"{nameof(request.ExternalId)} is missing or blank; it is what tells one customer from another here. Set it to your own id of the customer. Nothing was sent.",
                nameof(request));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await _onboardings.RunAsync(request, caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks customers up: <c>GET /customer</c>.</summary>
    /// <param name="query">What to look for; at least one member must be set.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customers that match; an empty list where none does.</returns>
    /// <exception cref="ArgumentException">The query is empty or has a blank member; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed.</exception>
    /// <remarks>Waldo's search may lag behind its writes. See <see href="https://docs.waldo.ai/api-reference/get-customer"/>.</remarks>
    public virtual async Task<IReadOnlyList<Customer>> FindCustomersAsync(CustomerQuery query, CancellationToken cancellationToken = default)
    {
        try
        {
            return Found(await SearchAsync(query, nameof(query), cancellationToken).ConfigureAwait(false)) ?? [];
        }
        catch (WaldoNotFoundException)
        {
            // Whether "none" is an empty list or 404 is not documented.
            return [];
        }
    }

    /// <summary>Reads one customer: <c>GET /customer?customerId=…</c>.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customer; <see langword="null"/> where Waldo knows none with this id. Never another customer, whatever the answer holds.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null or blank; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed.</exception>
    public virtual async Task<Customer?> GetCustomerAsync(string customerId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(customerId);
        var found = await FindCustomersAsync(CustomerQuery.ByCustomerId(customerId), cancellationToken).ConfigureAwait(false);
        return CustomerMatch.Find(found, customerId, static customer => customer.CustomerId, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Flags a customer as a fraud risk: <c>POST /flag</c>. The customer's status becomes rejected.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="note">Why; Waldo keeps it. Default: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Waldo's answer.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null or blank; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed. It may be repeated: flagging twice is the same as once.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/flag-customer"/>.</remarks>
    public virtual Task<FlagResponse> FlagCustomerAsync(string customerId, string? note = null, CancellationToken cancellationToken = default) =>
        FlagAsync(customerId, flag: true, note, cancellationToken);

    /// <summary>Removes a customer's fraud-risk flag: <c>POST /flag</c>.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Waldo's answer; what it contains is not documented for this case.</returns>
    /// <exception cref="ArgumentException"><paramref name="customerId"/> is null or blank; nothing was sent.</exception>
    /// <exception cref="WaldoException">The call failed. It may be repeated.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/flag-customer"/>.</remarks>
    public virtual Task<FlagResponse> UnflagCustomerAsync(string customerId, CancellationToken cancellationToken = default) =>
        FlagAsync(customerId, flag: false, note: null, cancellationToken);

    /// <summary>Searches where a wrong "none" would cost money: of 404 answers only Waldo's own counts as one, not a proxy's, and null is no list.</summary>
    internal async Task<IReadOnlyList<Customer>> FindForOnboardingAsync(string externalId, CancellationToken cancellationToken)
    {
        try
        {
            return Found(await SearchAsync(CustomerQuery.ByExternalId(externalId), nameof(externalId), cancellationToken).ConfigureAwait(false))
                ?? throw new WaldoApiException(
                    $"{WaldoOperation.FindCustomers} was answered with no list of customers, so that it is not known whether there is one. Nothing was onboarded; try again later.")
                {
                    StatusCode = System.Net.HttpStatusCode.OK, Operation = WaldoOperation.FindCustomers.Name,
                };
        }
        catch (WaldoNotFoundException exception) when (exception.Code == WaldoErrorCode.NotFound)
        {
            return [];
        }
    }

    private Task<CustomersResponse> SearchAsync(CustomerQuery query, string parameterName, CancellationToken cancellationToken)
    {
        var caller = Caller;
        ArgumentNullException.ThrowIfNull(query, parameterName);
        return caller.CallAsync(
            WaldoOperation.FindCustomers,
            "customer" + query.ToQueryString(parameterName),
            content: null,
            WaldoJsonContext.Default.CustomersResponse,
            cancellationToken);
    }

    private static IReadOnlyList<Customer>? Found(CustomersResponse answer)
    {
        if (answer.Customers is not { } found)
        {
            return null;
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] is null)
            {
                return [.. found.OfType<Customer>()];
            }
        }

        return found!;
    }

    private async Task<FlagResponse> FlagAsync(string customerId, bool flag, string? note, CancellationToken cancellationToken)
    {
        var caller = Caller;
        ArgumentException.ThrowIfNullOrWhiteSpace(customerId);
        using var content = WaldoCaller.JsonContent(
            new FlagRequest { CustomerId = customerId, Flag = flag, Note = note }, WaldoJsonContext.Default.FlagRequest);
        return await caller.CallAsync(
            WaldoOperation.Flag, "flag", content, WaldoJsonContext.Default.FlagResponse, cancellationToken).ConfigureAwait(false);
    }
}
