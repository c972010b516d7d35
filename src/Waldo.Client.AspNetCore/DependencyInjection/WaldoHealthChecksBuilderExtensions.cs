using Microsoft.Extensions.Diagnostics.HealthChecks;
using Waldo.Client.AspNetCore.DependencyInjection;
using Waldo.Client.AspNetCore.Health;

#pragma warning disable IDE0130 // The namespace where users look for Add… methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Waldo to an application's health checks.</summary>
public static class WaldoHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks a client: healthy with a usable token; degraded inside a back-off, without an answer of Waldo's, or when only the token store is down; unhealthy
    /// when Waldo rejects the credentials. It authenticates only where there is no token, at most every 30 seconds.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="clientName">Which of several clients. Default: the one without a name.</param>
    /// <param name="name">The check's name. Default: <c>waldo</c>, for a named client <c>waldo-{clientName}</c>.</param>
    /// <param name="failureStatus">What to report for rejected credentials. Default: unhealthy.</param>
    /// <param name="tags">For filtering. Default: none.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddWaldo(
        this IHealthChecksBuilder builder, string? clientName = null, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var client = clientName ?? string.Empty;
        var check = name ?? (client.Length == 0 ? "waldo" : $"waldo-{client}");
        builder.Services.AddKeyedSingleton(check, (provider, _) => new WaldoHealthCheck(
            WebhookRegistration.ClientOf(provider, client) ?? throw new InvalidOperationException(
                $"AddWaldo needs a Waldo client. Call services.AddWaldoClient({(client.Length == 0 ? string.Empty : $"\"{client}\", ")}…)."),
            FleetRegistration.TimeOf(provider)));
        return builder.Add(new HealthCheckRegistration(
            check,
            provider => provider.GetRequiredKeyedService<WaldoHealthCheck>(check),
            failureStatus,
            tags));
    }
}
