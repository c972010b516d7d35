namespace Waldo.Client.Customers;

/// <summary>The body of <c>GET /customer</c>.</summary>
internal sealed class CustomersResponse
{
    public IReadOnlyList<Customer?>? Customers { get; init; }
}
