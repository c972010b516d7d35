using Waldo.Emulator.Authentication;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Journal;

namespace Waldo.Emulator.Control;

/// <summary>A customer as control API and dashboard show it; personal data only when asked for.</summary>
internal sealed record CustomerView
{
    public required string CustomerId { get; init; }

    public string? ExternalId { get; init; }

    public required string Organisation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Name { get; init; }

    public required string EvaluationType { get; init; }

    public required string EvaluationStatus { get; init; }

    public required string Status { get; init; }

    public required string Kyc { get; init; }

    public required double FraudScore { get; init; }

    public required bool FraudCheck { get; init; }

    public required bool Flagged { get; init; }

    public required bool Onboarded { get; init; }

    public required IReadOnlyList<KycEntry> KycHistory { get; init; }

    public required IReadOnlyList<FraudEntry> FraudHistory { get; init; }

    public static CustomerView From(Organisation organisation, Customer customer, bool showPersonalData)
    {
        var state = customer.State;
        return new CustomerView
        {
            CustomerId = customer.Id,
            ExternalId = customer.Data.ExternalId is { } externalId && !showPersonalData ? Masking.Plain(externalId) : customer.Data.ExternalId,
            Organisation = organisation.Id,
            CreatedAt = customer.CreatedAt,
            Name = showPersonalData ? $"{customer.Data.FirstName} {customer.Data.LastName}" : Masking.Mask,
            EvaluationType = state.Evaluation.Type,
            EvaluationStatus = state.Evaluation.Status,
            Status = state.Status,
            Kyc = state.Kyc,
            FraudScore = state.FraudScore,
            FraudCheck = state.FraudCheck,
            Flagged = state.Flagged,
            Onboarded = state.Onboarded,
            KycHistory = state.KycHistory,
            FraudHistory = state.FraudHistory,
        };
    }
}
