using System.Collections.Concurrent;
using System.Globalization;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Authentication;

/// <summary>Knows the organisations: by api key for <c>/authenticate</c>, by id for the tokens they were given.</summary>
internal sealed class KeyRing
{
    private readonly ConcurrentDictionary<string, Organisation> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Organisation> _byKey = new(StringComparer.Ordinal);
    private int _lastId;

    public KeyRing(IEnumerable<EmulatorKeyPair> pairs)
    {
        Add(EmulatorKeyPair.WellKnown);
        foreach (var pair in pairs)
        {
            Add(pair);
        }
    }

    public Organisation Add(EmulatorKeyPair pair)
    {
        var id = "org" + Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var organisation = new Organisation(id, pair, new CustomerStore());
        if (!_byKey.TryAdd(pair.ApiKey, organisation))
        {
            throw new ArgumentException("This api key is already known to the emulator.", nameof(pair));
        }

        _byId[id] = organisation;
        return organisation;
    }

    public Organisation? FindByKey(string apiKey) => _byKey.GetValueOrDefault(apiKey);

    public Organisation? FindById(string id) => _byId.GetValueOrDefault(id);
}
