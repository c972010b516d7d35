// The code of docs/webhooks.md and docs/fleets.md, compiled. SnippetTests checks that every line of it stands there as it stands here.
#pragma warning disable CA1812, CA1848, CA1873
using Medallion.Threading;
using Medallion.Threading.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Waldo.Client;
using Waldo.Client.AspNetCore;

namespace Waldo.EndToEnd.Tests.Documentation;

public sealed class KycWebhooks(ILogger<KycWebhooks> logger) : WaldoWebhookHandler
{
    protected override Task OnOnboardingCompletedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        var isApproved = received.Validation?.Status == CustomerStatus.Approved;
        logger.LogInformation("Customer {CustomerId} is decided: {IsApproved}", received.CustomerId, isApproved);
        return Task.CompletedTask;
    }
}

internal static class AspNetCoreSnippets
{
    public static void Webhooks(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddWaldoClient(builder.Configuration.GetSection("Waldo"));
        builder.Services.AddWaldoWebhooks<KycWebhooks>(builder.Configuration.GetSection("Waldo:Webhooks"));
        app.MapWaldoWebhooks("/webhooks/waldo");
    }

    public static void Worker(WebApplicationBuilder builder)
    {
        builder.Services.AddWaldoClient(builder.Configuration.GetSection("Waldo")).AddDistributedWebhookNews();
    }

    public static void Named(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddWaldoWebhooks<KycWebhooks>("acme", builder.Configuration.GetSection("Waldo:Acme:Webhooks"));
        app.MapWaldoWebhooks("/webhooks/acme", "acme");
    }

    public static void Fleet(WebApplicationBuilder builder, IConnectionMultiplexer redis)
    {
        builder.Services.AddStackExchangeRedisCache(redis => redis.Configuration = "localhost:6379");
        builder.Services.AddDataProtection().SetApplicationName("kyc").PersistKeysToFileSystem(new DirectoryInfo("/var/lib/kyc-keys"));
        builder.Services.AddWaldoClient(builder.Configuration.GetSection("Waldo")).AddDistributedTokenStore();
        builder.Services.AddSingleton<IDistributedLockProvider>(new RedisDistributedSynchronizationProvider(redis.GetDatabase()));
    }

    public static void HealthAndTelemetry(WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddWaldo();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Waldo.Client"));
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Waldo.Client"));
    }
}
