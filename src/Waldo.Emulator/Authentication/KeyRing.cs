using System.Globalization;
using System.Security.Cryptography;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Authentication;

/// <summary>Knows the organisations: by api key for <c>/authenticate</c>, by id for the tokens they were given.</summary>
internal sealed class KeyRing
{
    private readonly Lock _lock = new();
    private readonly List<Organisation> _organisations = [];

    public KeyRing(IEnumerable<EmulatorKeyPair> pairs)
    {
        First = Add(EmulatorKeyPair.WellKnown);
        foreach (var pair in pairs)
        {
            Add(pair);
        }
    }

    /// <summary>The organisation of the well-known pair.</summary>
    public Organisation First { get; }

    public IReadOnlyList<Organisation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _organisations];
            }
        }
    }

    public Organisation Add(EmulatorKeyPair pair)
    {
        lock (_lock)
        {
            if (FindByKey(pair.ApiKey) is not null)
            {
                throw new ArgumentException("This api key is already known to the emulator.", nameof(pair));
            }

            var id = "org" + (_organisations.Count + 1).ToString(CultureInfo.InvariantCulture);
            var organisation = new Organisation(id, pair, new CustomerStore());
            _organisations.Add(organisation);
            return organisation;
        }
    }

    /// <summary>Gives an organisation a new pair; the old one is unknown from then on.</summary>
    public static EmulatorKeyPair Rotate(Organisation organisation)
    {
        var mark = RandomNumberGenerator.GetHexString(12, lowercase: true);
        return organisation.Keys = new EmulatorKeyPair("sandbox.wk." + mark, "sandbox.ws." + RandomNumberGenerator.GetHexString(24, lowercase: true));
    }

    public Organisation? FindByKey(string apiKey) => Find(organisation => organisation.Keys.ApiKey, apiKey);

    public Organisation? FindById(string id) => Find(organisation => organisation.Id, id);

    private Organisation? Find(Func<Organisation, string> by, string value)
    {
        lock (_lock)
        {
            return _organisations.Find(organisation => string.Equals(by(organisation), value, StringComparison.Ordinal));
        }
    }
}
