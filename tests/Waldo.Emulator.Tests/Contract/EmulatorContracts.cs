using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Contract;

/// <summary>The contract at the in-memory door.</summary>
public sealed class InMemoryContract : Contract
{
    private protected override Task<ContractTarget> OpenAsync() => EmulatorTarget.OpenAsync(Door.Memory);
}

/// <summary>The contract at the Kestrel door.</summary>
public sealed class KestrelContract : Contract
{
    private protected override Task<ContractTarget> OpenAsync() => EmulatorTarget.OpenAsync(Door.Socket);
}

internal static class EmulatorTarget
{
    public static async Task<ContractTarget> OpenAsync(Door door)
    {
        var emulator = await WaldoEmulator.StartAsync(new() { Clock = ClockSetting.Manual }, TestContext.Current.CancellationToken);
        return new ContractTarget(
            () => emulator.Connect(door),
            EmulatorKeyPair.WellKnown,
            () => emulator.AdvanceAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken),
            emulator);
    }
}
