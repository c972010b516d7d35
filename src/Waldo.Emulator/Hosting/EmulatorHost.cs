using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Waldo.Emulator.Hosting;

/// <summary>The web host under the emulator. Nothing from outside reaches it: no environment variable, settings file, console or signal handler.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TwoDoorServer _server;

    private EmulatorHost(WebApplication app, TwoDoorServer server, Uri address)
    {
        _app = app;
        _server = server;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<EmulatorHost> StartAsync(EmulatorParts parts, string[] urls, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The emulator has its own limit, which answers instead of closing the connection.
            kestrel.Limits.MaxRequestBodySize = null;
            // Slow uploads and downloads are what one comes here to try, also with a debugger in between.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            if (urls.Length == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, QuietLifetime>());
        AddMemoryDoor(builder.Services);
        if (urls.Length > 0)
        {
            builder.WebHost.UseUrls(urls);
        }

        var app = builder.Build();
        app.Run(parts.RunAsync);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var server = (TwoDoorServer)app.Services.GetRequiredService<IServer>();
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new EmulatorHost(app, server, Reachable(address));
    }

    public HttpMessageHandler CreateHandler() => new MemoryHandler(_server.CreateHandler());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>An address that a client can use: one that listens everywhere is reached under localhost.</summary>
    private static Uri Reachable(string address)
    {
        var everywhere = new[] { "//0.0.0.0", "//[::]", "//*", "//+" };
        return new Uri(everywhere.Aggregate(address, (text, host) => text.Replace(host, "//localhost", StringComparison.Ordinal)).TrimEnd('/') + "/");
    }

    private static void AddMemoryDoor(IServiceCollection services)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IServer>(provider => new TwoDoorServer(
            (IServer)ActivatorUtilities.CreateInstance(provider, kestrel), new TestServer(provider))));
    }
}
