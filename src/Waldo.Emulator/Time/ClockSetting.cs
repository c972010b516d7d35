using System.Globalization;

namespace Waldo.Emulator;

/// <summary>How an emulator's clock runs: with the machine, faster, or only when told.</summary>
public readonly record struct ClockSetting
{
    private readonly bool _stands;
    private readonly double _extraSpeed;

    private ClockSetting(double factor)
    {
        _stands = factor == 0;
        _extraSpeed = factor - 1;
    }

    /// <summary>The clock runs with the machine's. The default.</summary>
    public static ClockSetting Real => default;

    /// <summary>The clock stands still and moves by <see cref="EmulatorClock.AdvanceAsync"/> only.</summary>
    public static ClockSetting Manual { get; } = new(0);

    /// <summary>How many seconds pass per second of the machine: 1 for <see cref="Real"/>, 0 for <see cref="Manual"/>.</summary>
    public double Factor => _stands ? 0 : _extraSpeed + 1;

    /// <summary>The clock runs faster than the machine's.</summary>
    /// <param name="factor">How many seconds pass per second of the machine. More than 0, at most 1,000,000.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is out of range.</exception>
    public static ClockSetting Accelerated(double factor) => factor is > 0 and <= 1_000_000
        ? new ClockSetting(factor)
        : throw new ArgumentOutOfRangeException(nameof(factor), "A clock's factor must be more than 0 and at most 1,000,000.");

    /// <summary>Reads a setting as <see cref="ToString"/> writes it: <c>real</c>, <c>manual</c> or <c>accelerated:100</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="setting">The setting, if it could be read.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse(string? text, out ClockSetting setting)
    {
        setting = Real;
        switch (text)
        {
            case "real":
                return true;
            case "manual":
                setting = Manual;
                return true;
            case { } when text.StartsWith("accelerated:", StringComparison.Ordinal)
                && double.TryParse(text["accelerated:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
                && factor is > 0 and <= 1_000_000:
                setting = new ClockSetting(factor);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the setting as the command line takes it.</summary>
    /// <returns><c>real</c>, <c>manual</c> or <c>accelerated:</c> with the factor.</returns>
    public override string ToString() => Factor switch
    {
        0 => "manual",
        1 => "real",
        var factor => string.Create(CultureInfo.InvariantCulture, $"accelerated:{factor}"),
    };
}
