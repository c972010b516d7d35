using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client;
using Waldo.Client.AspNetCore;
using Waldo.Client.AspNetCore.DependencyInjection;
using Waldo.Client.AspNetCore.Diagnostics;
using Waldo.Client.AspNetCore.Webhooks;

#pragma warning disable IDE0130 // The namespace where users look for Map… methods.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives Waldo's webhooks an address.</summary>
public static class WaldoWebhookEndpointRouteBuilderExtensions
{
    /// <summary>Receives the webhooks of the client without a name: <c>POST</c> to the pattern, with <c>?secret=…</c>.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, such as <c>/webhooks/waldo</c>.</param>
    /// <returns>What adds conventions to the endpoint. It allows anonymous callers, since it checks the secret itself.</returns>
    /// <exception cref="InvalidOperationException"><c>AddWaldoWebhooks</c> was not called, or <see cref="WaldoWebhookOptions.ConfirmWithApi"/> lacks its client.</exception>
    /// <exception cref="OptionsValidationException">The options are not usable; the message says which and what to do.</exception>
    public static IEndpointConventionBuilder MapWaldoWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern) =>
        MapWaldoWebhooks(endpoints, pattern, Options.DefaultName);

    /// <summary>Receives the webhooks of one of several clients.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path; each client needs its own.</param>
    /// <param name="name">The client's name, as given to <c>AddWaldoWebhooks</c>.</param>
    /// <returns>What adds conventions to the endpoint.</returns>
    /// <exception cref="InvalidOperationException"><c>AddWaldoWebhooks</c> was not called, or <see cref="WaldoWebhookOptions.ConfirmWithApi"/> lacks its client.</exception>
    /// <exception cref="OptionsValidationException">The options are not usable; the message says which and what to do.</exception>
    public static IEndpointConventionBuilder MapWaldoWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        var services = endpoints.ServiceProvider;
        var argument = name.Length == 0 ? string.Empty : $"\"{name}\", ";
        var endpoint = services.GetKeyedService<WebhookEndpoint>(name)
            ?? throw new InvalidOperationException($"MapWaldoWebhooks needs a handler. Call services.AddWaldoWebhooks<YourHandler>({argument}…) first.");
        if (endpoint.Current.ConfirmWithApi && !IsClientRegistered(services, name))
        {
            throw new InvalidOperationException($"{nameof(WaldoWebhookOptions.ConfirmWithApi)} needs a Waldo client. Call services.AddWaldoClient({argument}…), or turn it off.");
        }

        Warn(endpoint.Current, services);
        return endpoints.MapPost(pattern, (RequestDelegate)endpoint.HandleAsync)
            .WithDisplayName("Waldo webhooks")
            .WithMetadata(new AllowAnonymousAttribute());
    }

    private static bool IsClientRegistered(IServiceProvider services, string name) => name.Length == 0
        ? services.GetService<IServiceProviderIsService>()?.IsService(typeof(WaldoClient)) ?? true
        : services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(WaldoClient), name) ?? true;

    private static void Warn(WaldoWebhookOptions options, IServiceProvider services)
    {
        if (options is { AllowUnverified: true, Secret: null, Verifier: null, ConfirmWithApi: false })
        {
            WebhookLog.AnybodyIsBelieved(FleetRegistration.LoggerOf(services));
        }

        if (options.Secret is not null && services.GetService<ILoggerFactory>()?.CreateLogger(WebhookRegistration.CategoryOfUrls).IsEnabled(LogLevel.Information) == true)
        {
            WebhookLog.SecretIsLogged(FleetRegistration.LoggerOf(services));
        }
    }
}
