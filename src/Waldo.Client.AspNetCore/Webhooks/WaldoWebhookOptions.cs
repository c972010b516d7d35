using System.Diagnostics;

namespace Waldo.Client.AspNetCore;

/// <summary>How the webhooks of one client are received.</summary>
/// <remarks>
/// Waldo documents no signature (<see href="https://docs.waldo.ai/features/webhooks"/>), so authenticity rests on a secret in the URL that you enter on its
/// dashboard: <c>https://your.host/webhooks/waldo?secret=…</c>. A reload of the configuration takes effect with the next delivery.
/// </remarks>
public sealed class WaldoWebhookOptions
{
    /// <summary>The name of the query parameter that carries the secret.</summary>
    internal const string SecretParameter = "secret";

    /// <summary>
    /// The secret that the URL carries. Required, unless there is a <see cref="Verifier"/> or <see cref="AllowUnverified"/>. At least 16 characters, only
    /// letters, digits and <c>-._~</c>, so that it stands in a URL as it is; such as the output of <c>openssl rand -hex 32</c>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Secret { get; set; }

    /// <summary>
    /// A second secret that is accepted as well, while you replace one by the other: set the new one as <see cref="Secret"/> and the old one here, change the
    /// URL on Waldo's dashboard, then remove the old one. Default: none. The same form as <see cref="Secret"/>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? PreviousSecret { get; set; }

    /// <summary>
    /// Whether webhooks are taken from anybody, without a secret. Default: <see langword="false"/>; an application without a secret does not start.
    /// With <see langword="true"/>, set <see cref="ConfirmWithApi"/> too, or anyone can approve your customers.
    /// </summary>
    public bool AllowUnverified { get; set; }

    /// <summary>A check of your own, in addition to the secret; for the day when Waldo signs its webhooks. Default: none.</summary>
    public IWaldoWebhookVerifier? Verifier { get; set; }

    /// <summary>
    /// Whether the customer is read from Waldo before the handler runs. The handler then sees Waldo's own data instead of the body's, and what Waldo does not
    /// confirm (yet) is answered with 503, so that it is delivered again. Default: <see langword="false"/>. Costs one <c>GET /customer</c> per event, and one
    /// <c>GET /history/…</c> for a fraud check or document of a customer at rest; needs <c>AddWaldoClient</c>.
    /// </summary>
    public bool ConfirmWithApi { get; set; }

    /// <summary>The largest body in bytes; a larger one is answered with 413. Default: 262,144 (256 KiB). At least 1,024.</summary>
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// How long one delivery may take: waiting for its turn, confirmation and handler. Then the handler's token is cancelled. Default: 1 minute. More than 0,
    /// at most 1 hour. It does not end with the sender's connection, so that slow work is done once instead of again and again.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a handled event is remembered, to recognise it when it comes again. Default: 1 day. More than 0, at most 30 days. Memory grows with the events
    /// of this span, by about half a kilobyte each.
    /// </summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromDays(1);
}
