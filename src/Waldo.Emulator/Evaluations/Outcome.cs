namespace Waldo.Emulator.Evaluations;

/// <summary>How an evaluation is going to end.</summary>
internal sealed record Outcome
{
    /// <summary>The KYC word that it brings.</summary>
    public string Kyc { get; init; } = "PASSED";

    /// <summary>The fraud score that it brings, where a fraud check is part of it. 1 is safe.</summary>
    public double FraudScore { get; init; } = 0.9;

    /// <summary>The warning tags that are not passed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>It ends as <c>failed</c> and brings nothing.</summary>
    public bool Fails { get; init; }

    /// <summary>It takes long, and Express KYC has no fast answer.</summary>
    public bool Slow { get; init; }
}
