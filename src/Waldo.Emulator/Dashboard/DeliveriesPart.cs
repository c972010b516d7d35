using System.Globalization;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>Where webhooks go and what became of them, newest first.</summary>
internal static class DeliveriesPart
{
    private const int Shown = 40;

    public static Html Write(EmulatorParts parts)
    {
        var targets = parts.Webhooks.Targets;
        var deliveries = parts.Webhooks.Deliveries;
        return Html.Of($"{Targets(targets)}{(deliveries.Count == 0 ? NoDelivery(targets.Count) : Html.Join(deliveries.Reverse().Take(Shown).Select(Line)))}");
    }

    private static Html NoDelivery(int targets) => Parts.Empty(targets == 0 ? "Add a target to receive webhooks." : "Nothing delivered yet.");

    private static Html Targets(IReadOnlyList<Uri> targets) => targets.Count == 0 ? Html.Empty : Html.Of($"""
        <ul class="targets">{Html.Join(targets.Select(target => Html.Of(
            $"<li><code>{target}</code>{Parts.Button("Remove", "webhooks/remove", Parts.Json("target", target.OriginalString), kind: "small")}</li>")))}</ul>
        """);

    private static Html Line(WebhookDelivery delivery) => Html.Of($"""
        <details class="card line" data-key="delivery-{delivery.Id}">
          <summary>
            {Parts.Time(delivery.CreatedAt)}
            <span class="call"><b>{delivery.Event}</b> {delivery.Stage} <small>for …{delivery.CustomerId[^6..]}{(delivery.Attempts.Count > 1 ? $", {delivery.Attempts.Count} tries" : "")}</small></span>
            <span class="code">{(delivery.ReplayOf is null ? "" : "replay of #" + delivery.ReplayOf.Value.ToString(CultureInfo.InvariantCulture))}</span>
            {Parts.Pill(delivery.State.ToString())}
          </summary>
          <div class="inside">
            <p><small>#{delivery.Id} to <code>{delivery.Target}</code></small> {Parts.Button("Replay", $"webhooks/deliveries/{delivery.Id}/replay", kind: "small")}</p>
            <ol>{Html.Join(delivery.Attempts.Select(Attempt))}</ol>
            <pre tabindex="0">{delivery.Body}</pre>
          </div>
        </details>
        """);

    private static Html Attempt(WebhookAttempt attempt) => attempt.Status is { } status
        ? Html.Of($"<li>{Parts.Time(attempt.At)} answered {status}</li>")
        : Html.Of($"<li>{Parts.Time(attempt.At)} {attempt.Error}</li>");
}
