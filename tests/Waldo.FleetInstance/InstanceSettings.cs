namespace Waldo.FleetInstance;

/// <summary>Where an instance finds the others' world.</summary>
/// <param name="Emulator">Waldo.</param>
/// <param name="RedisPort">The Redis that all share.</param>
/// <param name="KeysFolder">The Data Protection keys that all share.</param>
/// <param name="Now">The emulator's time.</param>
internal sealed record InstanceSettings(Uri Emulator, int RedisPort, string KeysFolder, DateTimeOffset Now)
{
    /// <summary>Whether it logs, for whoever looks for the cause of a failure: WALDO_FLEET_LOG=1.</summary>
    public bool IsTalkative { get; } = Environment.GetEnvironmentVariable("WALDO_FLEET_LOG") is not null;
}
