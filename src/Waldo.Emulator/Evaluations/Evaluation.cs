using Waldo.Emulator.Authentication;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Evaluations;

/// <summary>One evaluation under way.</summary>
internal sealed record Evaluation(long Number, Organisation Organisation, Customer Customer, RequestType Type, Outcome Outcome)
{
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The request that asked for it, or null when the dashboard did.</summary>
    public string? RequestId { get; init; }

    /// <summary>The kind of document, for document evaluations.</summary>
    public string? DocumentType { get; init; }
}
