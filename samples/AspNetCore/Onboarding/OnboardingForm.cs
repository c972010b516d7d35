using System.Globalization;
using Waldo.Client;

namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>The onboarding form as it was typed, and the request that it makes.</summary>
public sealed class OnboardingForm(Guid id, IReadOnlyDictionary<string, string> typed, string? scenario, bool isFraudCheckAsked)
{
    public const string IdField = "id";
    public const string ScenarioField = "scenario";
    public const string FraudCheckField = "includeFraudCheck";

    /// <summary>Stays the same while the form is corrected and sent again: one form, one customer.</summary>
    public Guid Id { get; } = id;

    /// <summary>In the sandbox, the scenario that chooses the outcome; null for Waldo's own judgement.</summary>
    public string? Scenario { get; } = scenario;

    /// <summary>A scenario says itself whether the fraud check belongs to it, and works only if that is what is asked for.</summary>
    public bool IsFraudCheckAsked { get; } = scenario is null ? isFraudCheckAsked : Scenarios.HasFraudCheck(scenario);

    public string Name => $"{this["firstName"]} {this["lastName"]}";

    public string this[string field] => typed.GetValueOrDefault(field, string.Empty);

    public static OnboardingForm Empty() => new(Guid.NewGuid(), new Dictionary<string, string>(StringComparer.Ordinal), scenario: null, isFraudCheckAsked: true);

    public static OnboardingForm Read(IFormCollection form, bool isSandbox)
    {
        var typed = OnboardingField.All.ToDictionary(field => field.Name, field => form[field.Name].ToString().Trim(), StringComparer.Ordinal);
        var scenario = isSandbox && Scenarios.All.Contains(form[ScenarioField].ToString()) ? form[ScenarioField].ToString() : null;
        return new OnboardingForm(
            Guid.TryParse(form[IdField], out var id) ? id : Guid.NewGuid(), typed, scenario, form.ContainsKey(FraudCheckField));
    }

    /// <summary>Says what is wrong with the form itself; what Waldo thinks of it comes later.</summary>
    public IReadOnlyList<Problem> FindProblems()
    {
        var problems = OnboardingField.All.Where(field => this[field.Name].Length == 0).Select(field => new Problem($"{field.Label}: fill this in.", field.Name)).ToList();
        if (this[OnboardingField.BirthDate].Length > 0 && BirthDate is null)
        {
            problems.Add(new Problem("Birth date: write it as year-month-day, such as 1991-07-02.", OnboardingField.BirthDate));
        }

        if (this[OnboardingField.Ssn].Length > 0)
        {
            try
            {
                OfficialId.Ssn(this[OnboardingField.Ssn]);
            }
            catch (ArgumentException exception)
            {
                problems.Add(Problem.Of(exception) with { Field = OnboardingField.Ssn });
            }
        }

        return problems;
    }

    /// <summary>Makes the request, once there are no problems.</summary>
    public OnboardRequest ToRequest() => new()
    {
        FirstName = this["firstName"],
        LastName = this["lastName"],
        Email = this["email"],
        Phone = this["phone"],
        DateOfBirth = BirthDate ?? default,
        OfficialId = OfficialId.Ssn(this[OnboardingField.Ssn]),
        Address = this["address"],
        City = this["city"],
        State = this["state"],
        ZipCode = this["zipCode"],
        Country = this["country"],
        ExternalId = Scenario ?? Id.ToString(),
        Options = new OnboardOptions { IncludeFraudCheck = IsFraudCheckAsked },
    };

    private DateOnly? BirthDate => DateOnly.TryParseExact(this[OnboardingField.BirthDate], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
