using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Waldo.Client;
using Waldo.Client.AspNetCore.DependencyInjection;
using Waldo.Client.AspNetCore.Fleet;

#pragma warning disable IDE0130 // The namespace where users look for Add… methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the instances of an application share what they know of Waldo. Call these on what <c>AddWaldoClient</c> returns.</summary>
public static class WaldoFleetHttpClientBuilderExtensions
{
    /// <summary>
    /// Shares tokens through the registered <see cref="IDistributedCache"/>, encrypted with ASP.NET Core Data Protection, so that an instance that starts finds
    /// one. Where an <c>IDistributedLockProvider</c> is registered as well (package DistributedLock), a fleet without a token authenticates once.
    /// </summary>
    /// <param name="builder">What <c>AddWaldoClient</c> returned.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The builder is not that of a Waldo client.</exception>
    /// <remarks>
    /// All instances need the same Data Protection keys and application name. A cache that is slow, full or absent is a miss, logged once: the instance
    /// authenticates by itself.
    /// </remarks>
    public static IHttpClientBuilder AddDistributedTokenStore(this IHttpClientBuilder builder)
    {
        var name = FleetRegistration.ClientNameOf(builder);
        builder.Services.AddDataProtection();
        FleetRegistration.AddParts(builder.Services);
        builder.Services.AddOptions<WaldoClientOptions>(name).PostConfigure<IServiceProvider>((options, provider) =>
            options.TokenStore ??= new DistributedTokenStore(
                options,
                provider.GetService<IDistributedCache>() ?? throw new InvalidOperationException(
                    "AddDistributedTokenStore needs an IDistributedCache. Register one, for example with services.AddStackExchangeRedisCache(…)."),
                provider.GetRequiredService<IDataProtectionProvider>(),
                provider.GetRequiredService<FleetLock>(),
                FleetRegistration.TimeOf(provider),
                FleetRegistration.LoggerOf(provider)));
        return builder;
    }

    /// <summary>
    /// Lets <see cref="WaldoClient.WaitForEvaluationAsync"/> hear of webhooks that arrive at other instances, through the registered
    /// <see cref="IDistributedCache"/>. <c>AddWaldoWebhooks</c> does this already; it is for instances that only wait, such as workers.
    /// </summary>
    /// <param name="builder">What <c>AddWaldoClient</c> returned.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The builder is not that of a Waldo client.</exception>
    public static IHttpClientBuilder AddDistributedWebhookNews(this IHttpClientBuilder builder)
    {
        FleetRegistration.AddNews(builder.Services, FleetRegistration.ClientNameOf(builder));
        return builder;
    }
}
