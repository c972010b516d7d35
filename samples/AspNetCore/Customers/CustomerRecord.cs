using Waldo.Client;

namespace Waldo.Samples.AspNetCore.Customers;

/// <summary>
/// What this application keeps of a customer: enough to show and to decide, and nothing that Waldo keeps already. No SSN, e-mail, phone, birth date or address.
/// </summary>
public sealed class CustomerRecord
{
    /// <summary>Made with the form, so that the same form sent twice is the same customer.</summary>
    public required Guid Id { get; init; }

    /// <summary>Our id at Waldo's; in the sandbox it may be the name of a scenario, which many customers share.</summary>
    public required string ExternalId { get; init; }

    public required string Name { get; init; }

    public required bool IsFraudCheckAsked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Waldo's id; null until Waldo has answered.</summary>
    public string? CustomerId { get; private set; }

    public EvaluationType? EvaluationType { get; private set; }

    public EvaluationStatus? EvaluationStatus { get; private set; }

    public CustomerStatus? Status { get; private set; }

    public KycOutcome? Kyc { get; private set; }

    public double? SafetyScore { get; private set; }

    public bool IsFlagged { get; private set; }

    public DateTimeOffset? ChangedAt { get; private set; }

    public bool IsUnderWay => EvaluationStatus is { } status && (status == Client.EvaluationStatus.Initiated || status == Client.EvaluationStatus.InProgress);

    /// <summary>Whether Waldo has never answered the onboarding, and can be asked for it by an external id that no other customer has.</summary>
    public bool IsUnanswered => CustomerId is null && ExternalId == Id.ToString();

    /// <summary>Documents are taken once the onboarding has come to an end.</summary>
    public bool MaySendDocuments => CustomerId is not null && EvaluationStatus is not null && !IsUnderWay;

    /// <summary>Takes over what Waldo says. What it does not say stays as it was.</summary>
    public void Take(string? customerId, Evaluation? evaluation, Validation? validation, DateTimeOffset now)
    {
        CustomerId ??= customerId;
        EvaluationType = evaluation?.Type ?? EvaluationType;
        EvaluationStatus = evaluation?.Status ?? EvaluationStatus;
        Status = validation?.Status ?? Status;
        Kyc = validation?.Kyc ?? Kyc;
        SafetyScore = validation?.FraudScore ?? SafetyScore;
        IsFlagged = validation?.FraudReport ?? validation?.FraudFlag ?? IsFlagged;
        ChangedAt = now;
    }
}
