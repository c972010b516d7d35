using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client.Authentication;
using Waldo.Client.Resilience;

namespace Waldo.Client.DependencyInjection;

/// <summary>Wires one Waldo client into a container: options, engine, pipeline, client.</summary>
internal static class WaldoRegistration
{
    public static IHttpClientBuilder Add(IServiceCollection services, string name, IConfiguration? configuration, Action<WaldoClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is null)
        {
            ArgumentNullException.ThrowIfNull(configuration);
        }

        var options = services.AddOptions<WaldoClientOptions>(name).ValidateOnStart();
        if (configuration is not null)
        {
            options.Configure(bound => WaldoClientOptionsBinder.Bind(configuration, name, bound));
            services.AddSingleton<IOptionsChangeTokenSource<WaldoClientOptions>>(new ConfigurationChangeTokenSource<WaldoClientOptions>(name, configuration));
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        var clientName = name.Length == 0 ? "Waldo.Client" : $"Waldo.Client.{name}";
        if (services.Any(service => service.ServiceType == typeof(TokenEngineHost) && name.Equals(service.ServiceKey)))
        {
            // A second call for the same client adds to its options; it has its engine and its pipeline.
            return services.AddHttpClient(clientName);
        }

        services.AddSingleton<IValidateOptions<WaldoClientOptions>>(new WaldoClientOptionsValidator(name, configuration));
        options.PostConfigure<IServiceProvider>(FillFromContainer);
        services.AddKeyedSingleton(name, (provider, _) => new TokenEngineHost(name, provider.GetRequiredService<IOptionsMonitor<WaldoClientOptions>>()));
        AddClient(services, name, clientName);
        return AddPipeline(services, name, clientName);
    }

    public static IHttpClientBuilder AddAuthentication(IHttpClientBuilder builder, string name)
    {
        builder.RemoveAllLoggers().AddHttpMessageHandler(provider => new AuthenticationHandler(EngineOf(provider)));
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, factory =>
        {
            RedactToken(factory);
            factory.HttpMessageHandlerBuilderActions.Add(handlers => handlers.AdditionalHandlers.Add(new SendGuard(EngineOf(handlers.Services))));
        });
        return builder;

        TokenEngine EngineOf(IServiceProvider provider) =>
            (provider.GetKeyedService<TokenEngineHost>(name) ?? throw new InvalidOperationException(
                $"AddWaldoAuthentication on the HTTP client '{builder.Name}' needs a Waldo client that is not registered. "
                + (name.Length == 0 ? "Call services.AddWaldoClient(…)." : $"Call services.AddWaldoClient(\"{name}\", …)."))).Engine;
    }

    private static void AddClient(IServiceCollection services, string name, string clientName)
    {
        if (name.Length == 0)
        {
            services.TryAddSingleton(Create);
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => Create(provider));
        }

        WaldoClient Create(IServiceProvider provider)
        {
            var host = provider.GetRequiredKeyedService<TokenEngineHost>(name);
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(clientName);
            return new WaldoClient(http, host.Engine, host, IsRetryOutermost(provider));
        }

        // The factory keeps the chain of handlers that the client above has got, below a handler that tracks its life.
        bool IsRetryOutermost(IServiceProvider provider)
        {
            if (provider.GetService<IHttpMessageHandlerFactory>()?.CreateHandler(clientName) is DelegatingHandler { InnerHandler: RetryHandler retry })
            {
                retry.IsOutermost = true;
                return true;
            }

            return false;
        }
    }

    private static IHttpClientBuilder AddPipeline(IServiceCollection services, string name, string clientName)
    {
        var builder = services.AddHttpClient(clientName)
            .ConfigureHttpClient((provider, http) =>
            {
                // The client bounds its calls by its own time-outs.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.BaseAddress = provider.GetRequiredKeyedService<TokenEngineHost>(name).Engine.Settings.Credentials.BaseAddress;
            })

            // The client is a singleton; the transport follows DNS by itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        // After all of the host's own configuration, defaults included, so that the order of handlers holds whatever the host adds.
        services.PostConfigure<HttpClientFactoryOptions>(clientName, factory =>
        {
            RedactToken(factory);
            factory.HttpMessageHandlerBuilderActions.Insert(0, static handlers => handlers.PrimaryHandler = WaldoTransport.Create());
            factory.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                var host = handlers.Services.GetRequiredKeyedService<TokenEngineHost>(name);
                handlers.AdditionalHandlers.Insert(0, host.CreateHandler());
                handlers.AdditionalHandlers.Insert(0, new RetryHandler(host.Engine));
                handlers.AdditionalHandlers.Add(new SendGuard(host.Engine));
            });
        });
        return builder;
    }

    // Where a host turns the default logging on again, the token stays out of it.
    private static void RedactToken(HttpClientFactoryOptions factory)
    {
        var hosts = factory.ShouldRedactHeaderValue;
        factory.ShouldRedactHeaderValue = header => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || hosts(header);
    }

    private static void FillFromContainer(WaldoClientOptions options, IServiceProvider provider)
    {
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System) && provider.GetService<TimeProvider>() is { } time)
        {
            options.TimeProvider = time;
        }
    }
}
