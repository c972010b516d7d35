using System.Net;

namespace Waldo.Client.Errors;

/// <summary>What an error answer says, read from a body of any kind.</summary>
internal sealed record ApiError
{
    public required HttpStatusCode StatusCode { get; init; }

    public WaldoErrorCode? Code { get; init; }

    public string? ServerMessage { get; init; }

    public string? RawBody { get; init; }

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    // Records print their members; these may be personal.
    public override string ToString() => $"error {(int)StatusCode}";
}
