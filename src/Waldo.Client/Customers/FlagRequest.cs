namespace Waldo.Client.Customers;

/// <summary>The body of <c>POST /flag</c>.</summary>
internal sealed class FlagRequest
{
    public required string CustomerId { get; init; }

    public required bool Flag { get; init; }

    public string? Note { get; init; }
}
