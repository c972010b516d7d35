namespace Waldo.Emulator.Tests.Support;

/// <summary>The two ways to the same emulator.</summary>
public enum Door
{
    Socket,
    Memory,
}

internal static class DoorExtensions
{
    public static HttpClient Connect(this WaldoEmulator emulator, Door door) => door switch
    {
        Door.Socket => new HttpClient { BaseAddress = emulator.Address },
        _ => new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Address },
    };
}
