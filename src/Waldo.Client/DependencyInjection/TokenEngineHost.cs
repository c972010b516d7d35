using Microsoft.Extensions.Options;
using Waldo.Client.Authentication;

namespace Waldo.Client.DependencyInjection;

/// <summary>Keeps a container's token engine for one client, and hands it reloaded options.</summary>
internal sealed class TokenEngineHost : IAuthenticationTransport, IDisposable
{
    private readonly object _gate = new();
    private readonly string _name;
    private readonly IOptionsMonitor<WaldoClientOptions> _monitor;
    private readonly IDisposable? _subscription;
    private volatile IAuthenticationTransport? _transport;

    public TokenEngineHost(string name, IOptionsMonitor<WaldoClientOptions> monitor)
    {
        _name = name;
        _monitor = monitor;
        Engine = new TokenEngine(ClientSettings.Read(monitor.Get(name)));

        // Options that do not pass validation never get here: the last good ones stay in force.
        _subscription = monitor.OnChange((_, changed) =>
        {
            if (string.Equals(changed ?? Options.DefaultName, name, StringComparison.Ordinal))
            {
                ApplyNewest();
            }
        });

        // What changed between the first reading and the subscription.
        ApplyNewest();
    }

    public TokenEngine Engine { get; }

    /// <summary>Makes the handler of the client's own pipeline; tokens that no request waits for are obtained through the newest one.</summary>
    public AuthenticationHandler CreateHandler()
    {
        var handler = new AuthenticationHandler(Engine);
        _transport = handler;
        return handler;
    }

    Task<HttpResponseMessage> IAuthenticationTransport.SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (_transport ?? throw new InvalidOperationException("The client's HTTP pipeline was not built by IHttpClientFactory."))
            .SendAsync(request, cancellationToken);

    public void Dispose()
    {
        _subscription?.Dispose();
        Engine.Dispose();
    }

    // One reload after the other, and each with what the monitor holds by then: of two at once, the older may be told last.
    private void ApplyNewest()
    {
        lock (_gate)
        {
            try
            {
                Engine.Apply(ClientSettings.Read(_monitor.Get(_name), Engine.Settings));
            }
            catch (OptionsValidationException)
            {
                // Another reload has made them unusable since this one was told; .NET's options tell whoever did that.
            }
        }
    }
}
