using Microsoft.Extensions.Configuration;
using Waldo.Client;
using Waldo.Client.DependencyInjection;

#pragma warning disable IDE0130 // The namespace where users look for Add… methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Waldo client to an application.</summary>
/// <remarks>
/// The options are checked when the host starts, and a reload of changed credentials takes effect with the next call. The client's
/// <see cref="HttpClient"/> logs nothing by itself, because URLs can hold personal data.
/// </remarks>
public static class WaldoServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="WaldoClient"/> singleton, configured from a section such as <c>Waldo</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section with <c>ApiKey</c>, <c>ClientSecret</c> and, optionally, the other members of <see cref="WaldoClientOptions"/> that have a plain value. Time spans are written as <c>hours:minutes:seconds</c>.</param>
    /// <returns>The builder of the client's HTTP pipeline, for handlers and transports of your own.</returns>
    public static IHttpClientBuilder AddWaldoClient(this IServiceCollection services, IConfiguration configuration) =>
        WaldoRegistration.Add(services, Options.Options.DefaultName, configuration, configure: null);

    /// <summary>Adds a <see cref="WaldoClient"/> singleton, configured in code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the client's HTTP pipeline, for handlers and transports of your own.</returns>
    public static IHttpClientBuilder AddWaldoClient(this IServiceCollection services, Action<WaldoClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return WaldoRegistration.Add(services, Options.Options.DefaultName, configuration: null, configure);
    }

    /// <summary>Adds one of several clients, configured from a section: <c>[FromKeyedServices("acme")] WaldoClient</c>. Clients never share a token.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name and service key.</param>
    /// <param name="configuration">The client's section; see the form without a name.</param>
    /// <returns>The builder of the client's HTTP pipeline, for handlers and transports of your own.</returns>
    public static IHttpClientBuilder AddWaldoClient(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return WaldoRegistration.Add(services, name, configuration, configure: null);
    }

    /// <summary>Adds one of several clients, configured in code: <c>[FromKeyedServices("acme")] WaldoClient</c>. Clients never share a token.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name and service key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the client's HTTP pipeline, for handlers and transports of your own.</returns>
    public static IHttpClientBuilder AddWaldoClient(this IServiceCollection services, string name, Action<WaldoClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return WaldoRegistration.Add(services, name, configuration: null, configure);
    }

    /// <summary>
    /// Puts a Waldo client's token on the requests of any other <see cref="HttpClient"/>, such as one that Refit or Kiota generated. Its requests may only
    /// go to that client's base address, its redirects and its default logging are turned off.
    /// </summary>
    /// <param name="builder">The other client's builder.</param>
    /// <param name="name">The name given to <c>AddWaldoClient</c>; <see langword="null"/> for the client without a name.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder AddWaldoAuthentication(this IHttpClientBuilder builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return WaldoRegistration.AddAuthentication(builder, name ?? Options.Options.DefaultName);
    }
}
