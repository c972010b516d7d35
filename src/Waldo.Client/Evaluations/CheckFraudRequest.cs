namespace Waldo.Client.Evaluations;

/// <summary>The body of <c>POST /check-fraud</c>.</summary>
internal sealed class CheckFraudRequest
{
    public required string CustomerId { get; init; }
}
