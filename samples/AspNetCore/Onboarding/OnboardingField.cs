namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>A field of the form. Its name is that of Waldo's API, so that what Waldo complains about is shown where it was typed.</summary>
public sealed record OnboardingField(string Name, string Label, string Autocomplete, string Type = "text", string? Hint = null, string Width = "half")
{
    public const string BirthDate = "dob";
    public const string Ssn = "officialId";

    public static IReadOnlyList<OnboardingField> All { get; } =
    [
        new("firstName", "First name", "given-name"),
        new("lastName", "Last name", "family-name"),
        new("email", "E-mail", "email", "email"),
        new("phone", "Phone", "tel", "tel", "Starts with the country code."),
        new(BirthDate, "Birth date", "bday", "date"),
        new(Ssn, "Social security number", "off", Hint: "Sent to Waldo, never kept here."),
        new("address", "Street", "address-line1", Width: "full"),
        new("city", "City", "address-level2", Width: "third"),
        new("state", "State", "address-level1", Width: "sixth"),
        new("zipCode", "ZIP", "postal-code", Width: "third"),
        new("country", "Country", "country", Width: "sixth"),
    ];
}
