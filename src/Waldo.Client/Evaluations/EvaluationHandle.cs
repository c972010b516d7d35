using System.Runtime.InteropServices;

namespace Waldo.Client;

/// <summary>What a wait for an evaluation's outcome needs to know. It serializes to JSON and back, so that a wait survives a restart.</summary>
/// <param name="CustomerId">Waldo's id of the customer.</param>
/// <param name="RequestId">Waldo's id of the request that started the evaluation, where the answer told one.</param>
/// <param name="Type">What is evaluated.</param>
/// <param name="StartedAt">When it was started, by Waldo's clock; only evidence newer than this counts as its outcome.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EvaluationHandle(string CustomerId, string? RequestId = null, EvaluationType Type = default, DateTimeOffset? StartedAt = null)
{
    internal static EvaluationHandle From(string? customerId, string? requestId, Evaluation? evaluation, DateTimeOffset? startedAt) =>
        customerId is null
            ? throw new InvalidOperationException("Waldo's answer carried no customer id, so there is nothing to wait for. Look the customer up by its external id.")
            : new EvaluationHandle(customerId, requestId, evaluation?.Type ?? default, startedAt);
}
