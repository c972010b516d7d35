using Microsoft.Extensions.DependencyInjection;
using Waldo.Benchmarks.Common;
using Waldo.Client;
using Waldo.Client.Authentication;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Ours, from the inside out.</summary>
internal static class WaldoContenders
{
    public const string HandlerName = "Waldo.Client handler";
    public const string PipelineName = "Waldo.Client default pipeline, its HttpClient";
    public const string SendAsyncName = "Waldo.Client default pipeline, WaldoClient.SendAsync";
    public const string TypedCallName = "Waldo.Client GetCustomerAsync";
    public const string TokenName = "token from the engine, warm";

    /// <summary>The handler alone on a plain <see cref="HttpClient"/>.</summary>
    public static Contender Handler(HttpMessageHandler transport) => Contender.Of(
        HandlerName, new HttpClient(new AuthenticationHandler(Place.Options(), transport)), Place.Customer);

    /// <summary>The whole pipeline of <c>AddWaldoClient</c>, called through its own <see cref="HttpClient"/>.</summary>
    public static Contender Pipeline(HttpMessageHandler transport) => Contender.Of(
        PipelineName,
        Services(transport).GetRequiredService<IHttpClientFactory>().CreateClient("Waldo.Client"),
        Place.Customer);

    /// <summary>The whole pipeline, called through the client's escape hatch.</summary>
    public static Contender SendAsync(HttpMessageHandler transport)
    {
        var waldo = Services(transport).GetRequiredService<WaldoClient>();
        return new Contender(SendAsyncName, () => SendAsync(waldo));
    }

    /// <summary>The typed call.</summary>
    public static Contender TypedCall(HttpMessageHandler transport)
    {
        var waldo = Services(transport).GetRequiredService<WaldoClient>();
        return new Contender(TypedCallName, () => ReadAsync(waldo));
    }

    /// <summary>The engine alone: what a request with a good token asks it for.</summary>
    public static Contender Token(HttpMessageHandler transport)
    {
        var engine = new TokenEngine(ClientSettings.ReadValidated(Place.Options()));
        IAuthenticationTransport handler = new AuthenticationHandler(engine) { InnerHandler = transport };
        return new Contender(TokenName, () => TakeAsync(engine, handler));
    }

    public static ServiceProvider Services(HttpMessageHandler transport)
    {
        var services = new ServiceCollection();
        services.AddWaldoClient(Configure).ConfigurePrimaryHttpMessageHandler(() => transport);
        return services.BuildServiceProvider();
    }

    public static void Configure(WaldoClientOptions options)
    {
        options.ApiKey = "wk.benchmark";
        options.ClientSecret = "ws.benchmark";
        options.BaseAddress = Place.Origin;
    }

    private static async Task SendAsync(WaldoClient waldo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.Customer);
        using var response = await waldo.SendAsync(request);
    }

    private static async Task ReadAsync(WaldoClient waldo)
    {
        if (await waldo.GetCustomerAsync(Place.CustomerId) is null)
        {
            throw new InvalidOperationException("The customer was not found.");
        }
    }

    private static async Task TakeAsync(TokenEngine engine, IAuthenticationTransport transport) =>
        await engine.GetAsync(transport, CancellationToken.None);
}
