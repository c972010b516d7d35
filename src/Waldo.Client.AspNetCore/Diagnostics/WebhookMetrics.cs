using System.Diagnostics.Metrics;

namespace Waldo.Client.AspNetCore.Diagnostics;

/// <summary>Counts deliveries, in the same meter as the client's own instruments.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = new("Waldo.Client");

    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("waldo.client.webhooks", "{delivery}", "Webhooks received, by what became of them.");

    public static void Count(string outcome) => Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
