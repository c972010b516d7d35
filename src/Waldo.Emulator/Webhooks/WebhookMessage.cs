using System.Text.Json.Nodes;

namespace Waldo.Emulator.Webhooks;

/// <summary>A webhook before it is bent and sent.</summary>
internal sealed record WebhookMessage(string Event, string? Stage, string CustomerId, string? RequestId, JsonObject Body)
{
    /// <summary>How faults choose it.</summary>
    public string Path => Stage is null ? "/" + Event : $"/{Event}/{Stage}";
}
