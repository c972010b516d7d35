using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;

namespace Waldo.Emulator.Hosting;

/// <summary>Runs one application behind two doors, so that both always behave alike: sockets (Kestrel) and memory (the test host).</summary>
internal sealed class TwoDoorServer(IServer sockets, TestServer memory) : IServer
{
    public IFeatureCollection Features => sockets.Features;

    public HttpMessageHandler CreateHandler() => memory.CreateHandler();

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        await ((IServer)memory).StartAsync(application, cancellationToken).ConfigureAwait(false);
        await sockets.StartAsync(application, cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await sockets.StopAsync(cancellationToken).ConfigureAwait(false);
        await ((IServer)memory).StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        sockets.Dispose();
        memory.Dispose();
    }
}
