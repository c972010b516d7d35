using Waldo.Client;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator;

/// <summary>
/// Waldo on your machine: the documented API with real tokens, state, webhooks and errors, whose clock you turn. Keep one per test, or one for a whole
/// session; they never share anything.
/// </summary>
public sealed class WaldoEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly EmulatorParts _parts;
    private int _disposed;

    private WaldoEmulator(EmulatorHost host, EmulatorParts parts)
    {
        _host = host;
        _parts = parts;
    }

    /// <summary>Where the emulator listens; ends in <c>/</c>. A free port of the loopback interface unless the options say otherwise.</summary>
    public Uri Address => _host.Address;

    /// <summary>The emulator's time.</summary>
    public EmulatorClock Clock => _parts.Clock;

    /// <summary>What goes wrong on purpose.</summary>
    public EmulatorFaults Faults => _parts.Faults;

    /// <summary>What reached the API so far.</summary>
    public EmulatorJournal Journal => _parts.Journal;

    /// <summary>Where webhooks go and what became of them.</summary>
    public EmulatorWebhooks Webhooks => _parts.Webhooks;

    /// <summary>Which outcomes customers get.</summary>
    public EmulatorRules Rules => _parts.Rules;

    /// <summary>The key pairs: adding, rotating, revoking.</summary>
    public EmulatorKeys Keys => _parts.Keys;

    /// <summary>The tokens: counting, revoking.</summary>
    public EmulatorTokens Tokens => _parts.Tokens;

    /// <summary>What one would do with customers on Waldo's dashboard.</summary>
    public EmulatorCustomers Customers => _parts.Customers;

    /// <summary>
    /// Fresh options for a client of this emulator: its address and the first key pair, which is <see cref="EmulatorKeyPair.WellKnown"/> until it is rotated.
    /// Every read gives a new object. The client's clock is the machine's; set <see cref="WaldoClientOptions.TimeProvider"/> to <see cref="Clock"/> to let it
    /// follow the emulator's.
    /// </summary>
    public WaldoClientOptions ClientOptions => new()
    {
        ApiKey = _parts.Ring.First.Keys.ApiKey,
        ClientSecret = _parts.Ring.First.Keys.ClientSecret,
        BaseAddress = Address,
    };

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How it behaves. Default: <see langword="null"/>, all defaults. The object is read once.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running emulator. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option has no sensible value; the message names it.</exception>
    /// <exception cref="IOException">An address of <see cref="WaldoEmulatorOptions.Urls"/> cannot be listened to.</exception>
    public static async Task<WaldoEmulator> StartAsync(WaldoEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WaldoEmulatorOptions();
        var parts = new EmulatorParts(options);
        try
        {
            var host = await EmulatorHost.StartAsync(parts, [.. options.Urls], cancellationToken).ConfigureAwait(false);
            parts.Journal.Address = host.Address;
            return new WaldoEmulator(host, parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Gives a handler that runs the same emulator in memory, without a socket. It takes any host name; use <see cref="ClientOptions"/> with it.
    /// A cut connection is an <see cref="HttpRequestException"/> here too.
    /// </summary>
    /// <returns>A handler for an <see cref="HttpClient"/> or a <c>WaldoClient</c>. It is useless once the emulator is disposed.</returns>
    public HttpMessageHandler CreateHandler() => _host.CreateHandler();

    /// <summary>Makes a client of this emulator over its socket, with <see cref="ClientOptions"/>.</summary>
    /// <returns>A client of one's own; dispose it.</returns>
    public WaldoClient CreateClient() => new(ClientOptions);

    /// <summary>Moves the clock forward with everything that becomes due on the way; see <see cref="EmulatorClock.AdvanceAsync"/>.</summary>
    /// <param name="by">How far to move.</param>
    /// <param name="cancellationToken">Gives up; the clock stays where it has come to.</param>
    /// <returns>A task that ends when all that became due has happened.</returns>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) => Clock.AdvanceAsync(by, cancellationToken);

    /// <summary>Forgets customers with their evaluations, faults, deliveries and the journal. Keys, tokens, rules, webhook targets and the clock stay.</summary>
    public void Reset() => _parts.Reset();

    /// <summary>Stops the emulator and frees its port. Requests that still wait in it are cut.</summary>
    /// <returns>A task that ends when the emulator is stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        _parts.Stop();
        await _host.DisposeAsync().ConfigureAwait(false);
        _parts.Dispose();
    }
}
