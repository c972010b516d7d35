namespace Waldo.Client.Customers;

/// <summary>The body of <c>GET /customer</c>.</summary>
internal sealed class CustomersResponse
{
    /// <summary>Always a list in the documentation. An answer without it says nothing, least of all that there is no such customer.</summary>
    public required IReadOnlyList<Customer?>? Customers { get; init; }
}
