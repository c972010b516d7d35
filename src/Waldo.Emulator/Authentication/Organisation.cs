using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Authentication;

/// <summary>Everything that belongs to one key pair. Organisations never see each other's customers.</summary>
internal sealed class Organisation(string id, EmulatorKeyPair keys, CustomerStore customers)
{
    public string Id { get; } = id;

    public EmulatorKeyPair Keys { get; set; } = keys;

    public bool Revoked { get; set; }

    public CustomerStore Customers { get; } = customers;
}
