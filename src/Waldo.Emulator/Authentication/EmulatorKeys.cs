using Waldo.Emulator.Authentication;

namespace Waldo.Emulator;

/// <summary>The key pairs that an emulator accepts. Each is an organisation of its own. Safe for concurrent use.</summary>
public sealed class EmulatorKeys
{
    private readonly KeyRing _ring;
    private readonly Action _changed;

    internal EmulatorKeys(KeyRing ring, Action changed)
    {
        _ring = ring;
        _changed = changed;
    }

    /// <summary>A copy of the organisations, the one of <see cref="EmulatorKeyPair.WellKnown"/> first. Secrets are not in it.</summary>
    public IReadOnlyList<EmulatorOrganisation> All =>
        [.. _ring.All.Select(each => new EmulatorOrganisation(each.Id, each.Keys.ApiKey, each.Revoked, each.Customers.Count))];

    /// <summary>Accepts a further pair, as an organisation of its own.</summary>
    /// <param name="pair">The pair.</param>
    /// <exception cref="ArgumentException">The api key is known already.</exception>
    public void Add(EmulatorKeyPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        _ring.Add(pair);
        _changed();
    }

    /// <summary>Replaces a pair. The old one is unknown from now on; customers stay, and so do tokens until they expire (assumed).</summary>
    /// <param name="apiKey">The api key to replace.</param>
    /// <returns>The new pair.</returns>
    /// <exception cref="ArgumentException">The api key is unknown.</exception>
    public EmulatorKeyPair Rotate(string apiKey)
    {
        var pair = KeyRing.Rotate(Find(apiKey));
        _changed();
        return pair;
    }

    /// <summary>Revokes a key: <c>/authenticate</c> and every call with its tokens answer 403 <c>API_KEY_REVOKED</c>.</summary>
    /// <param name="apiKey">The api key.</param>
    /// <exception cref="ArgumentException">The api key is unknown.</exception>
    public void Revoke(string apiKey) => SetRevoked(apiKey, true);

    /// <summary>Takes a revocation back.</summary>
    /// <param name="apiKey">The api key.</param>
    /// <exception cref="ArgumentException">The api key is unknown.</exception>
    public void Restore(string apiKey) => SetRevoked(apiKey, false);

    private void SetRevoked(string apiKey, bool revoked)
    {
        Find(apiKey).Revoked = revoked;
        _changed();
    }

    private Organisation Find(string apiKey) =>
        _ring.FindByKey(apiKey) ?? throw new ArgumentException("The emulator does not know this api key.", nameof(apiKey));
}

/// <summary>A key pair's organisation, without its secret.</summary>
/// <param name="Id">The emulator's id of it, as in the journal and in the tokens' <c>sub</c>.</param>
/// <param name="ApiKey">Its present api key.</param>
/// <param name="Revoked">Whether the key is revoked.</param>
/// <param name="Customers">How many customers it has.</param>
public sealed record EmulatorOrganisation(string Id, string ApiKey, bool Revoked, int Customers);
