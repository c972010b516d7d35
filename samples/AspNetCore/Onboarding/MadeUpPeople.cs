namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>People who do not exist, to fill the sandbox's form with: numbers that are never given out, addresses that lead nowhere.</summary>
internal static class MadeUpPeople
{
    private static readonly string[][] People =
    [
        ["Mara", "Lindqvist", "mara@example.org", "+12025550142", "1991-07-02", "900-55-0142", "18 Larch Lane", "Hartford", "CT", "06101", "US"],
        ["Theo", "Okafor", "theo@example.org", "+12025550117", "1984-11-23", "900-55-0117", "402 Quarry Road", "Portland", "OR", "97201", "US"],
        ["Inés", "Marchetti", "ines@example.org", "+12025550163", "1976-02-14", "900-55-0163", "7 Harbor Street", "Portland", "ME", "04101", "US"],
        ["Jun", "Takeda", "jun@example.org", "+12025550188", "1998-05-30", "900-55-0188", "1550 Cedar Avenue", "Austin", "TX", "78701", "US"],
    ];

    public static OnboardingForm Next(int customers)
    {
        var person = People[customers % People.Length];
        var typed = OnboardingField.All.Select((field, index) => KeyValuePair.Create(field.Name, person[index])).ToDictionary(StringComparer.Ordinal);
        return new OnboardingForm(Guid.NewGuid(), typed, scenario: "fraud-pass", isFraudCheckAsked: true);
    }
}
