using Waldo.Client.Calls;
using Waldo.Client.Customers;
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
    public virtual async Task<OnboardResponse> OnboardAsync(OnboardRequest request, CancellationToken cancellationToken = default)
    {
        var caller = Caller;
        OnboardRequestRules.Check(request);
        using var content = WaldoCaller.JsonContent(request, WaldoJsonContext.Default.OnboardRequest);
        return await caller.CallAsync(
            WaldoOperation.Onboard,
            HttpMethod.Post,
            "onboard",
            content,
            async (response, token) =>
            {
                var answer = await caller.ReadAsync(WaldoOperation.Onboard, response, WaldoJsonContext.Default.OnboardResponse, token).ConfigureAwait(false);
                answer.StartedAt = response.Headers.Date;
                return answer;
            },
            cancellationToken).ConfigureAwait(false);
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
        var caller = Caller;
        ArgumentNullException.ThrowIfNull(query);
        var path = "customer" + query.ToQueryString(nameof(query));
        try
        {
            var answer = await caller.CallAsync(
                WaldoOperation.FindCustomers, HttpMethod.Get, path, content: null, WaldoJsonContext.Default.CustomersResponse, cancellationToken).ConfigureAwait(false);
            return answer.Customers is null ? [] : [.. answer.Customers.OfType<Customer>()];
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
        return found.FirstOrDefault(customer => string.Equals(customer.CustomerId, customerId, StringComparison.OrdinalIgnoreCase))
            ?? (found.Count == 1 && found[0].CustomerId is null ? found[0] : null);
    }
}
