using Waldo.Client;
using Waldo.Emulator.Api;
using Waldo.Emulator.Authentication;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator;

/// <summary>
/// Waldo on your machine: the documented API with real tokens, state and errors. Keep one per test, or one for a whole session; they never share anything.
/// </summary>
public sealed class WaldoEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;

    private WaldoEmulator(EmulatorHost host, EmulatorClock clock, EmulatorJournal journal)
    {
        _host = host;
        Clock = clock;
        Journal = journal;
    }

    /// <summary>Where the emulator listens; ends in <c>/</c>. A free port of the loopback interface.</summary>
    public Uri Address => _host.Address;

    /// <summary>The emulator's time.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>What reached the API so far.</summary>
    public EmulatorJournal Journal { get; }

    /// <summary>Fresh options for a client of this emulator: its address and the pair <see cref="EmulatorKeyPair.WellKnown"/>. Every read gives a new object.</summary>
    public WaldoClientOptions ClientOptions => new()
    {
        ApiKey = EmulatorKeyPair.WellKnown.ApiKey,
        ClientSecret = EmulatorKeyPair.WellKnown.ClientSecret,
        BaseAddress = Address,
    };

    /// <summary>Starts an emulator on a free loopback port.</summary>
    /// <param name="options">How it behaves. Default: <see langword="null"/>, all defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running emulator. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option has no sensible value; the message names it.</exception>
    public static async Task<WaldoEmulator> StartAsync(WaldoEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WaldoEmulatorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.JournalCapacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRequestBodyBytes, 1024, nameof(options));

        var clock = new EmulatorClock(options.TimeProvider, options.Clock);
        var keys = new KeyRing(options.KeyPairs);
        var mint = new TokenMint();
        var journal = new EmulatorJournal(options.JournalCapacity);
        var ids = new IdSource(options.Seed);

        var routes = new ApiRoutes();
        routes.Add("POST", "/authenticate", new AuthenticateOperation(keys, mint), needsToken: false);
        routes.Add("POST", "/onboard", new OnboardOperation(ids));
        routes.Add("GET", "/customer", new FindCustomersOperation());

        var pipeline = new ApiPipeline(routes, new BearerCheck(keys, mint), mint, journal, clock, options.MaxRequestBodyBytes);
        var host = await EmulatorHost.StartAsync(pipeline.InvokeAsync, cancellationToken).ConfigureAwait(false);
        return new WaldoEmulator(host, clock, journal);
    }

    /// <summary>
    /// Gives a handler that runs the same emulator in memory, without a socket. It takes any host name; use <see cref="ClientOptions"/> with it.
    /// A cut connection is an <see cref="HttpRequestException"/> here too.
    /// </summary>
    /// <returns>A handler for an <see cref="HttpClient"/> or a <c>WaldoClient</c>. It is useless once the emulator is disposed.</returns>
    public HttpMessageHandler CreateHandler() => _host.CreateHandler();

    /// <summary>Moves the clock forward with everything that becomes due on the way; see <see cref="EmulatorClock.AdvanceAsync"/>.</summary>
    /// <param name="by">How far to move.</param>
    /// <param name="cancellationToken">Gives up; the clock stays where it has come to.</param>
    /// <returns>A task that ends when all that became due has happened.</returns>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) => Clock.AdvanceAsync(by, cancellationToken);

    /// <summary>Stops the emulator and frees its port.</summary>
    /// <returns>A task that ends when the emulator is stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        Clock.Dispose();
        await _host.DisposeAsync().ConfigureAwait(false);
    }
}
