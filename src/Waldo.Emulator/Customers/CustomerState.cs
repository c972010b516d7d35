using System.Collections.Immutable;
using Waldo.Emulator.Evaluations;

namespace Waldo.Emulator.Customers;

/// <summary>What Waldo has found out and decided about a customer so far: one immutable picture, replaced as a whole.</summary>
internal sealed record CustomerState
{
    /// <summary>The evaluation that <c>GET /customer</c> shows: type and status, both <c>idle</c> at rest.</summary>
    public (string Type, string Status) Evaluation { get; init; } = ("idle", "idle");

    /// <summary>Which evaluation that is, so that a finished one does not end the show of a later one.</summary>
    public long EvaluationNumber { get; init; }

    public string Status { get; init; } = "REVIEW";

    /// <summary>The status before the flag, to return to when the flag is taken off.</summary>
    public string? StatusBeforeFlag { get; init; }

    public string Kyc { get; init; } = "PENDING";

    public double FraudScore { get; init; }

    /// <summary>Whether a fraud check was asked for, with the onboarding or later.</summary>
    public bool FraudCheck { get; init; }

    public bool Flagged { get; init; }

    /// <summary>Whether the onboarding is complete, which documents and fraud checks need.</summary>
    public bool Onboarded { get; init; }

    public WarningTags? Warnings { get; init; }

    public ImmutableArray<KycEntry> KycHistory { get; init; } = [];

    public ImmutableArray<FraudEntry> FraudHistory { get; init; } = [];
}

/// <summary>An entry of the KYC history; the document members are set on document entries only.</summary>
internal sealed record KycEntry(DateTimeOffset Date, string Outcome, string Type, string? DocumentType = null, DateOnly? IssuingDate = null);

/// <summary>An entry of the fraud history.</summary>
internal sealed record FraudEntry(DateTimeOffset Date, double Score);
