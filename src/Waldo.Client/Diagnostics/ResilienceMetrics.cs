using System.Diagnostics.Metrics;

namespace Waldo.Client.Diagnostics;

/// <summary>What retries and the send guard count.</summary>
internal static class ResilienceMetrics
{
    private static readonly Counter<long> Retries = WaldoDiagnostics.Meter.CreateCounter<long>(
        "waldo.client.retries", "{attempt}", "Attempts after a failed one, by call and reason.");

    private static readonly Counter<long> HeldPasses = WaldoDiagnostics.Meter.CreateCounter<long>(
        "waldo.client.guard.held", "{request}", "Requests of a host's retry handler that were not sent a second time, by call.");

    public static void Retried(string operation, string reason) =>
        Retries.Add(1, new KeyValuePair<string, object?>("waldo.client.operation", operation), new KeyValuePair<string, object?>("reason", reason));

    public static void Held(string operation) => HeldPasses.Add(1, new KeyValuePair<string, object?>("waldo.client.operation", operation));
}
