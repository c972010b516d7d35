namespace Waldo.Emulator.Control;

/// <summary>Refuses a control request with a clear message.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
