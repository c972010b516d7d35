using System.Globalization;

namespace Waldo.Benchmarks.Common;

/// <summary>How tables print figures, whatever the culture.</summary>
internal static class Format
{
    public static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Signed(double value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    public static string Fraction(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);
}
