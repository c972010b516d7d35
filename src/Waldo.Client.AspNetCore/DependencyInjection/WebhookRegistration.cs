using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client.AspNetCore.Fleet;
using Waldo.Client.AspNetCore.Webhooks;

namespace Waldo.Client.AspNetCore.DependencyInjection;

/// <summary>Wires the webhooks of one client into a container.</summary>
internal static class WebhookRegistration
{
    /// <summary>The category whose messages show whole URLs, and with them the secret.</summary>
    public const string CategoryOfUrls = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static IServiceCollection Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        IServiceCollection services, string name, IConfiguration? configuration, Action<WaldoWebhookOptions>? configure)
        where THandler : WaldoWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        if (services.Any(service => service.ServiceType == typeof(WebhookEndpoint) && name.Equals(service.ServiceKey)))
        {
            throw new InvalidOperationException(
                $"AddWaldoWebhooks was called twice for the client {(name.Length == 0 ? "without a name" : $"'{name}'")}. A client has one handler; call it once, and let the handler do both.");
        }

        var options = services.AddOptions<WaldoWebhookOptions>(name).ValidateOnStart();
        if (configuration is not null)
        {
            options.Configure(bound => WaldoWebhookOptionsBinder.Bind(configuration, name, bound));
            services.AddSingleton<IOptionsChangeTokenSource<WaldoWebhookOptions>>(new ConfigurationChangeTokenSource<WaldoWebhookOptions>(name, configuration));
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddSingleton<IValidateOptions<WaldoWebhookOptions>>(new WaldoWebhookOptionsValidator(name, configuration));
        services.TryAddScoped<THandler>();
        services.AddKeyedSingleton(name, (provider, _) => CreateEndpoint<THandler>(provider, name));
        FleetRegistration.AddNews(services, name);
        KeepUrlsOutOfTheLog(services);
        return services;
    }

    public static WaldoClient? ClientOf(IServiceProvider provider, string name) =>
        name.Length == 0 ? provider.GetService<WaldoClient>() : provider.GetKeyedService<WaldoClient>(name);

    private static WebhookEndpoint CreateEndpoint<THandler>(IServiceProvider provider, string name)
        where THandler : WaldoWebhookHandler
    {
        var time = FleetRegistration.TimeOf(provider);
        var logger = FleetRegistration.LoggerOf(provider);
        var delivery = new WebhookDelivery(
            static services => services.GetRequiredService<THandler>(),
            services => ClientOf(services, name),
            provider.GetRequiredKeyedService<EvaluationNews>(name),
            new HandledEventsStore(provider.GetRequiredService<FleetCache>(), name),
            new Turns(provider.GetRequiredService<FleetLock>(), provider.GetRequiredService<FleetCache>(), time),
            name,
            logger);
        return new WebhookEndpoint(
            name, provider.GetRequiredService<IOptionsMonitor<WaldoWebhookOptions>>(), delivery, provider.GetService<IHostApplicationLifetime>(), time, logger);
    }

    // ASP.NET Core logs the URL of every request at this category's level Information, before any code of ours runs.
    private static void KeepUrlsOutOfTheLog(IServiceCollection services) =>
        services.PostConfigure<LoggerFilterOptions>(static filter => filter.Rules.Add(new LoggerFilterRule(providerName: null, CategoryOfUrls, LogLevel.Warning, filter: null)));
}
