namespace Waldo.Emulator;

/// <summary>A rule of one's own: customers with a certain value get a certain outcome. Sandbox scenarios come before rules, rules before the default.</summary>
public sealed record OutcomeRule
{
    /// <summary>
    /// The onboarded member to look at: <c>firstName</c>, <c>lastName</c>, <c>email</c>, <c>externalId</c>, <c>state</c>, <c>zipCode</c> or <c>country</c>.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>The value to find there, without regard to letter case; a <c>*</c> at its end stands for any rest.</summary>
    public required string Value { get; init; }

    /// <summary>The KYC outcome: <c>PASSED</c>, <c>REVIEW</c> or <c>REJECTED</c>. Default: <see langword="null"/>, as without the rule (<c>PASSED</c>).</summary>
    public string? Kyc { get; init; }

    /// <summary>The fraud score from 0 to 1, where 1 is safe. Default: <see langword="null"/>, as without the rule (0.9).</summary>
    public double? FraudScore { get; init; }

    /// <summary>Whether the evaluation ends as <c>failed</c>. Default: no.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether the evaluation takes <see cref="EvaluationDelays.SlowCompleted"/>. Default: no.</summary>
    public bool Slow { get; init; }
}
