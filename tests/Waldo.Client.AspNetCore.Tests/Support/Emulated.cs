using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Support;

/// <summary>Applications whose client talks to an emulator.</summary>
internal static class Emulated
{
    public static IHttpClientBuilder AddClient(WebApplicationBuilder builder, WaldoEmulator emulator) => AddClient(builder.Services, emulator);

    public static IHttpClientBuilder AddClient(IServiceCollection services, WaldoEmulator emulator) => services
        .AddWaldoClient(options => Configure(options, emulator))
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    public static void Configure(WaldoClientOptions options, WaldoEmulator emulator)
    {
        var given = emulator.ClientOptions;
        (options.ApiKey, options.ClientSecret, options.BaseAddress) = (given.ApiKey, given.ClientSecret, given.BaseAddress);
    }
}
