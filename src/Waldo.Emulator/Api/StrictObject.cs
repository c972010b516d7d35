using System.Text.Json;

namespace Waldo.Emulator.Api;

/// <summary>Reads the members of a request's JSON object one by one and refuses what the documentation does not know.</summary>
internal sealed class StrictObject(JsonElement element, string prefix = "", bool missingIsInvalid = false)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Text(string name, Func<string, bool> isValid, string rule)
    {
        var text = OptionalText(name, isValid, rule);
        return string.IsNullOrWhiteSpace(text) ? throw Missing(name) : text;
    }

    public string? OptionalText(string name, Func<string, bool> isValid, string rule)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid(name, "must be a string");
        return text.Length == 0 || isValid(text) ? text : throw Invalid(name, rule);
    }

    public bool? OptionalBoolean(string name) => Find(name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Invalid(name, "must be true or false"),
        }
        : null;

    public StrictObject Object(string name) => OptionalObject(name) ?? throw Missing(name);

    public StrictObject? OptionalObject(string name) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.Object ? new StrictObject(value, prefix + name + ".") : throw Invalid(name, "must be an object")
        : null;

    /// <summary>Refuses members nobody asked for. Call it last, so that a missing field is told before a surplus one.</summary>
    public void RefuseTheRest()
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
            {
                // A name that the documentation does not know may hold anything, so it is shown only as far as it looks like a name.
                var name = member.Name.Length <= 40 && member.Name.All(char.IsAsciiLetterOrDigit) ? member.Name : "field";
                throw Invalid(name, "is not a documented field");
            }
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Most pages document no MISSING_DATA; a missing field is a bad one there.</summary>
    private ApiErrorException Missing(string name) =>
        new((missingIsInvalid ? ApiError.InvalidData(prefix + name) : ApiError.MissingData(prefix + name)) with { Reason = $"'{prefix}{name}' is required." });

    private ApiErrorException Invalid(string name, string rule) =>
        new(ApiError.InvalidData(prefix + name) with { Reason = $"'{prefix}{name}' {rule}." });
}
