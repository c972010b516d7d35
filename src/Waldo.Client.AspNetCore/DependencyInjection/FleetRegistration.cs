using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Waldo.Client.AspNetCore.Fleet;
using Waldo.Client.AspNetCore.Webhooks;

namespace Waldo.Client.AspNetCore.DependencyInjection;

/// <summary>Wires what instances share: cache, lock, news.</summary>
internal static class FleetRegistration
{
    private const string HttpClientName = "Waldo.Client";

    public static void AddNews(IServiceCollection services, string name)
    {
        AddParts(services);
        services.TryAddKeyedSingleton(name, (provider, _) => new EvaluationNews(provider.GetRequiredService<FleetCache>(), name, TimeOf(provider)));
        services.AddOptions<WaldoClientOptions>(name).PostConfigure<IServiceProvider>((options, provider) =>
            options.EvaluationTracker ??= provider.GetRequiredKeyedService<EvaluationNews>(name));
    }

    public static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new FleetCache(provider.GetService<IDistributedCache>(), TimeOf(provider), LoggerOf(provider)));
        services.TryAddSingleton(provider => new FleetLock(provider.GetService<IDistributedLockProvider>(), TimeOf(provider), LoggerOf(provider)));
    }

    /// <summary>The Waldo client whose pipeline the builder builds.</summary>
    public static string ClientNameOf(IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Name == HttpClientName)
        {
            return string.Empty;
        }

        return builder.Name.StartsWith(HttpClientName + ".", StringComparison.Ordinal)
            ? builder.Name[(HttpClientName.Length + 1)..]
            : throw new ArgumentException($"The HTTP client '{builder.Name}' is not a Waldo client. Call this on what AddWaldoClient(…) returns.", nameof(builder));
    }

    public static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger LoggerOf(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Waldo.Client.AspNetCore");
}
