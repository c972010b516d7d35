using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Customers;
using Waldo.Client.Evaluations;
using Waldo.Client.Resilience;

namespace Waldo.Client;

/// <summary>
/// Onboards and checks customers through the Waldo AI API. Authenticates by itself, keeps the token fresh, and tells exactly what went wrong.
/// </summary>
/// <remarks>Thread-safe: keep one for the process. Methods are virtual, so that tests can mock them. See <see href="https://docs.waldo.ai"/>.</remarks>
/// <example>
/// <code>
/// using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "sandbox.wk.…", ClientSecret = "sandbox.ws.…" });
/// Customer? customer = await waldo.GetCustomerAsync("7c1e4a90b2d35f6688aa0c14");
/// </code>
/// </example>
public partial class WaldoClient : IDisposable
{
    private readonly WaldoCaller? _caller;
    private readonly TokenEngine? _engine;
    private readonly IAuthenticationTransport? _transport;
    private readonly bool _ownsEngine;
    private readonly EvaluationWaits _waits = new();
    private readonly OnboardOnce _onboardings;

    /// <summary>Makes a client with a connection pool of its own.</summary>
    /// <param name="options">Credentials, address and times. Read now; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options are not usable; the message says which setting and what to do.</exception>
    public WaldoClient(WaldoClientOptions options)
        : this(ClientSettings.ReadValidated(options), WaldoTransport.Create(), ownsTransport: true)
    {
    }

    /// <summary>Makes a client over a transport of yours, such as a mock. <c>POST /authenticate</c> and all calls go through it.</summary>
    /// <param name="options">Credentials, address and times. Read now; later changes of the object have no effect.</param>
    /// <param name="transport">What sends the requests. It is borrowed: disposing the client does not dispose it.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are not usable; the message says which setting and what to do.</exception>
    public WaldoClient(WaldoClientOptions options, HttpMessageHandler transport)
        : this(ClientSettings.ReadValidated(options), transport ?? throw new ArgumentNullException(nameof(transport)), ownsTransport: false)
    {
    }

    /// <summary>For mocks: a client whose calls are all to be overridden.</summary>
    protected WaldoClient() => _onboardings = new OnboardOnce(this);

    /// <summary>For dependency injection: a client over the host's pipeline, whose engine belongs to the container.</summary>
    internal WaldoClient(HttpClient http, TokenEngine engine, IAuthenticationTransport transport, bool isRetryOutermost)
        : this()
    {
        _engine = engine;
        _transport = transport;
        _caller = new WaldoCaller(http, engine, isRetryOutermost);
    }

    private WaldoClient(ClientSettings settings, HttpMessageHandler transport, bool ownsTransport)
        : this()
    {
        _engine = new TokenEngine(settings);
        _ownsEngine = true;
        var authentication = new AuthenticationHandler(_engine) { InnerHandler = new SendGuard(_engine) { InnerHandler = transport } };
        _transport = authentication;
        var retry = new RetryHandler(_engine) { InnerHandler = authentication, IsOutermost = true };
        _caller = new WaldoCaller(new HttpClient(retry, disposeHandler: ownsTransport) { Timeout = Timeout.InfiniteTimeSpan }, _engine, isRetryOutermost: true);
    }

    // Only a mock that did not override a call lacks it.
    private WaldoCaller Caller => _caller ?? throw new NotSupportedException("This WaldoClient is a mock; override the method that is called.");

    /// <summary>
    /// Makes a client from the environment variables <c>WALDO_API_KEY</c> and <c>WALDO_CLIENT_SECRET</c> and, optionally, <c>WALDO_BASE_ADDRESS</c>
    /// (default <c>https://api.waldo.ai/</c>).
    /// </summary>
    /// <returns>A client.</returns>
    /// <exception cref="InvalidOperationException">A variable is missing or not usable; the message names it and never shows its value.</exception>
    public static WaldoClient FromEnvironment() =>
        new(EnvironmentOptions.Read(Environment.GetEnvironmentVariable), WaldoTransport.Create(), ownsTransport: true);

    /// <summary>The current token, for tools that send requests themselves. Authenticates if there is none.</summary>
    /// <param name="cancellationToken">Stops waiting; an authentication that others wait for goes on.</param>
    /// <returns>A token that can be used now. Ask again for each use: it changes with every call.</returns>
    /// <exception cref="WaldoAuthenticationException">Waldo does not accept the credentials.</exception>
    /// <exception cref="WaldoException">There is no token for another reason.</exception>
    public virtual async Task<AccessToken> GetAccessTokenAsync(CancellationToken cancellationToken = default)
    {
        _ = Caller;
        var token = await _engine!.GetAsync(_transport!, cancellationToken).ConfigureAwait(false);
        return token.Token;
    }

    /// <summary>How the client stands with Waldo, without asking it: for health checks and dashboards.</summary>
    /// <returns>The token's life, back-off and store; no secrets.</returns>
    public virtual AuthenticationStatus GetAuthenticationStatus()
    {
        _ = Caller;
        return _engine!.GetStatus();
    }

    /// <summary>Sends a request of your own with the client's token, for what this version has no method for.</summary>
    /// <param name="request">The request. Its URI is relative to <see cref="WaldoClientOptions.BaseAddress"/>, whose path is kept: <c>customer?zipCode=06101</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Waldo's answer as it is, whatever its status, with its body read. Dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The request has no URI, or one that goes to another host; nothing was sent.</exception>
    /// <exception cref="WaldoTransportException">No answer came.</exception>
    /// <exception cref="WaldoTimeoutException">No answer came within <see cref="WaldoClientOptions.TotalTimeout"/>.</exception>
    /// <exception cref="WaldoException">There is no token.</exception>
    public virtual Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Caller.SendAsync(request, cancellationToken);
    }

    /// <summary>Disposes the client's own connections; a borrowed transport stays.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the client's own connections; a borrowed transport stays.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _caller?.Dispose();
            if (_ownsEngine)
            {
                _engine?.Dispose();
            }
        }
    }
}
