using Refit;

namespace Waldo.Benchmarks.Contenders;

/// <summary>One call of the API, for Refit to implement.</summary>
internal interface ICustomerApi
{
    [Get("/customer")]
    [Headers("Authorization: Bearer")]
    Task<HttpResponseMessage> GetAsync(string customerId);
}
