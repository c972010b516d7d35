using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Overhead;

/// <summary>One figure that was promised, with what was measured.</summary>
internal sealed record Target(string Figure, double Limit, double Measured, string Unit)
{
    public bool IsMet => Measured <= Limit;

    public static string Describe(IEnumerable<Target> targets)
    {
        var table = new TextTable(numbersRight: true, "target", "at most", "measured", "");
        foreach (var target in targets)
        {
            table.Add(target.Figure, target.Show(target.Limit), target.Show(target.Measured), target.IsMet ? "met" : "MISSED");
        }

        return table.ToString();
    }

    private string Show(double value) => $"{(Unit == "×" ? Format.Fraction(value) : Format.Number(value))} {Unit}";
}
