using Waldo.Emulator.Customers;
using Waldo.Emulator.Evaluations;

namespace Waldo.Emulator;

/// <summary>The rules of one's own, first match first. Safe for concurrent use.</summary>
public sealed class EmulatorRules
{
    private static readonly Dictionary<string, Func<OnboardRequest, string?>> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["firstName"] = data => data.FirstName,
        ["lastName"] = data => data.LastName,
        ["email"] = data => data.Email,
        ["externalId"] = data => data.ExternalId,
        ["state"] = data => data.State,
        ["zipCode"] = data => data.ZipCode,
        ["country"] = data => data.Country,
    };

    private readonly Lock _lock = new();
    private readonly List<OutcomeRule> _rules = [];

    internal EmulatorRules()
    {
    }

    /// <summary>A copy of the rules in their order.</summary>
    public IReadOnlyList<OutcomeRule> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules];
            }
        }
    }

    /// <summary>Adds a rule after the others. It decides evaluations that are requested from now on.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">The field is unknown, the value empty, the KYC word or the score out of range; the message says which.</exception>
    public void Add(OutcomeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Field is null || !Fields.ContainsKey(rule.Field))
        {
            throw new ArgumentException($"A rule's field must be one of {string.Join(", ", Fields.Keys)}.", nameof(rule));
        }

        if (string.IsNullOrEmpty(rule.Value))
        {
            throw new ArgumentException("A rule's value must not be empty.", nameof(rule));
        }

        if (rule.Kyc is not (null or "PASSED" or "REVIEW" or "REJECTED"))
        {
            throw new ArgumentException("A rule's kyc must be PASSED, REVIEW or REJECTED.", nameof(rule));
        }

        if (rule.FraudScore is not (null or (>= 0 and <= 1)))
        {
            throw new ArgumentException("A rule's fraudScore must be from 0 to 1.", nameof(rule));
        }

        lock (_lock)
        {
            _rules.Add(rule);
        }
    }

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    internal Outcome? Decide(OnboardRequest data) => All.FirstOrDefault(rule => IsHit(rule, data)) is { } hit
        ? new Outcome { Kyc = hit.Kyc ?? "PASSED", FraudScore = hit.FraudScore ?? 0.9, Fails = hit.Fails, Slow = hit.Slow }
        : null;

    private static bool IsHit(OutcomeRule rule, OnboardRequest data) => Fields[rule.Field](data) is { } value && (rule.Value.EndsWith('*')
        ? value.StartsWith(rule.Value[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(value, rule.Value, StringComparison.OrdinalIgnoreCase));
}
