using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Waldo.Client.AspNetCore;
using Waldo.Client.AspNetCore.DependencyInjection;

#pragma warning disable IDE0130 // The namespace where users look for Add… methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the handling of Waldo's webhooks to an application; <c>MapWaldoWebhooks</c> gives them an address.</summary>
/// <remarks>
/// An application without a secret does not start, unless <see cref="WaldoWebhookOptions.AllowUnverified"/> or a verifier is set. Because the secret is in the
/// URL, the log level of <c>Microsoft.AspNetCore.Hosting.Diagnostics</c>, which shows whole URLs, is raised to warning. Duplicates are remembered in memory,
/// and in the <c>IDistributedCache</c> where one is registered; with an <c>IDistributedLockProvider</c>, two instances never handle the same event at once.
/// </remarks>
public static class WaldoWebhookServiceCollectionExtensions
{
    /// <summary>Adds the handler of the webhooks, configured from a section such as <c>Waldo:Webhooks</c>.</summary>
    /// <typeparam name="THandler">Your handler; made anew for each delivery, in the request's scope.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section with <c>Secret</c> and, optionally, the other plain members of <see cref="WaldoWebhookOptions"/>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The client has a handler already.</exception>
    public static IServiceCollection AddWaldoWebhooks<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, IConfiguration configuration)
        where THandler : WaldoWebhookHandler =>
        AddWaldoWebhooks<THandler>(services, Options.Options.DefaultName, configuration);

    /// <summary>Adds the handler of the webhooks, configured in code.</summary>
    /// <typeparam name="THandler">Your handler; made anew for each delivery, in the request's scope.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The client has a handler already.</exception>
    public static IServiceCollection AddWaldoWebhooks<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<WaldoWebhookOptions> configure)
        where THandler : WaldoWebhookHandler =>
        AddWaldoWebhooks<THandler>(services, Options.Options.DefaultName, configure);

    /// <summary>Adds the handler of one of several clients' webhooks, configured from a section.</summary>
    /// <typeparam name="THandler">Your handler; made anew for each delivery, in the request's scope.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name, as given to <c>AddWaldoClient</c>.</param>
    /// <param name="configuration">The webhooks' section; see the form without a name.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The client has a handler already.</exception>
    public static IServiceCollection AddWaldoWebhooks<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, IConfiguration configuration)
        where THandler : WaldoWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return WebhookRegistration.Add<THandler>(services, name, configuration, configure: null);
    }

    /// <summary>Adds the handler of one of several clients' webhooks, configured in code.</summary>
    /// <typeparam name="THandler">Your handler; made anew for each delivery, in the request's scope.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name, as given to <c>AddWaldoClient</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The client has a handler already.</exception>
    public static IServiceCollection AddWaldoWebhooks<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, Action<WaldoWebhookOptions> configure)
        where THandler : WaldoWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(configure);
        return WebhookRegistration.Add<THandler>(services, name, configuration: null, configure);
    }
}
