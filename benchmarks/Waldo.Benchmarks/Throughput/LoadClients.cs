using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Benchmarks.Common;
using Waldo.Client;

namespace Waldo.Benchmarks.Throughput;

/// <summary>The clients that are put under load, over sockets with the same settings.</summary>
internal static class LoadClients
{
    /// <summary>The names in the order in which <see cref="Create"/> makes them; the first is the one that the others are compared with.</summary>
    public static readonly string[] Names = ["bare HttpClient", "handler alone", "AddWaldoClient"];

    public static HttpClient[] Create(Uri server)
    {
        var bare = new HttpClient(Sockets());
        bare.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FakeJwt.CreateMany(1)[0]);

        var handler = new HttpClient(new AuthenticationHandler(Place.Options(server), Sockets()));

        var services = new ServiceCollection();
        services.AddWaldoClient(options =>
        {
            options.ApiKey = "wk.benchmark";
            options.ClientSecret = "ws.benchmark";
            options.BaseAddress = server;
        });
        var pipeline = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("Waldo.Client");
        return [bare, handler, pipeline];
    }

    // As AddWaldoClient makes its own.
    private static SocketsHttpHandler Sockets() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false, UseCookies = false,
    };
}
