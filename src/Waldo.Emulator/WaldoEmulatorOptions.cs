namespace Waldo.Emulator;

/// <summary>How a <see cref="WaldoEmulator"/> behaves. Every default is chosen for a test: strict, in memory, on a free loopback port.</summary>
public sealed class WaldoEmulatorOptions
{
    /// <summary>
    /// The machine's time, from which the emulator's own <see cref="EmulatorClock"/> is made. Default: <see cref="TimeProvider.System"/>.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How the emulator's clock runs at first. Default: <see cref="ClockSetting.Real"/>. Tests that must not wait use <see cref="ClockSetting.Manual"/>.</summary>
    public ClockSetting Clock { get; set; } = ClockSetting.Real;

    /// <summary>
    /// Further key pairs, each its own organisation with its own customers. Default: none; the pair <see cref="EmulatorKeyPair.WellKnown"/> always exists.
    /// Only keys marked <c>sandbox.</c> are taken, so that a production key is never kept in a test's set-up.
    /// </summary>
    public IList<EmulatorKeyPair> KeyPairs { get; } = [];

    /// <summary>
    /// The largest request body in bytes; anything larger is answered 413. Default: 11 MiB, which leaves room for a document of 10 MB and its form around it.
    /// </summary>
    public long MaxRequestBodyBytes { get; set; } = 11 * 1024 * 1024;

    /// <summary>How many exchanges the journal keeps; the oldest are dropped first. Default: 10,000. At least 1.</summary>
    public int JournalCapacity { get; set; } = 10_000;

    /// <summary>Where generated ids and random faults start. Default: 1; the same seed and the same calls give the same ids.</summary>
    public int Seed { get; set; } = 1;
}
