using System.Globalization;
using System.Text.RegularExpressions;

namespace Waldo.Emulator.Customers;

/// <summary>The formats that the documentation prints. Where it prints none, anything that is not empty is taken.</summary>
internal static partial class Formats
{
    public static bool Anything(string text) => true;

    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }

    public static bool IsPhone(string text) =>
        text.All(c => char.IsAsciiDigit(c) || "+()-. ".Contains(c, StringComparison.Ordinal)) && text.Count(char.IsAsciiDigit) is >= 7 and <= 15;

    public static bool IsBirthDate(string text, DateOnly today) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < today;

    public static bool IsAlpha2(string text) => text.Length == 2 && text.All(char.IsAsciiLetter);

    public static bool IsAlpha3(string text) => text.Length == 3 && text.All(char.IsAsciiLetter);

    public static bool IsSsn(string text) => Ssn().IsMatch(text);

    [GeneratedRegex("^[0-9]{3}-[0-9]{2}-[0-9]{4}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ssn();
}
