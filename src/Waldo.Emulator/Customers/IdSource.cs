using System.Globalization;

namespace Waldo.Emulator.Customers;

/// <summary>Makes ids in the printed forms: 24 hex digits for a customer, ten mixed-case alphanumerics for a request. Same seed, same ids.</summary>
internal sealed class IdSource(int seed)
{
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private int _customers;

    public string NextCustomerId(DateTimeOffset now)
    {
        // The ObjectId form: four bytes of time, five of a machine (here the seed), three of a counter.
        var number = (uint)Interlocked.Increment(ref _customers) & 0xFFFFFF;
        return string.Create(CultureInfo.InvariantCulture, $"{(uint)now.ToUnixTimeSeconds():x8}{(uint)seed:x10}{number:x6}");
    }

    public string NextRequestId()
    {
        lock (_lock)
        {
            return new string(_random.GetItems<char>(Alphanumerics, 10));
        }
    }
}
