using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Waldo.Client;

/// <summary>How a <see cref="WaldoClient"/> or an <see cref="AuthenticationHandler"/> reaches Waldo and which credentials it uses.</summary>
/// <remarks>The object is read when a client is made or when the host's configuration is reloaded; changing it afterwards has no effect.</remarks>
[DebuggerDisplay("{BaseAddress}")]
public sealed class WaldoClientOptions
{
    /// <summary>The api key from the Waldo dashboard. Required. It usually starts with <c>wk.</c> or <c>sandbox.wk.</c>; keys without such a mark are accepted.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; set; }

    /// <summary>The client secret from the Waldo dashboard. Required. It usually starts with <c>ws.</c> or <c>sandbox.ws.</c>; secrets without such a mark are accepted.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Where the API lives. Default: <c>https://api.waldo.ai/</c>, for production and sandbox alike (the key decides the mode). A path in it is kept.
    /// Must be absolute and use https; http is accepted for loopback hosts only.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("https://api.waldo.ai/");

    /// <summary>
    /// How long before its expiry a token may be renewed in the background, while calls go on with it. Default: 5 minutes; zero renews only when a
    /// call has to wait. At least 0, at most 50 minutes; never more than half of the token's life is used.
    /// </summary>
    /// <remarks>The moment is drawn once per token between 50 and 100 % of this span before expiry, so that a fleet does not renew in step.</remarks>
    public TimeSpan RefreshBefore { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one <c>POST /authenticate</c> may take. Default: 10 seconds. More than 0, at most 5 minutes.</summary>
    public TimeSpan AuthenticationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt of a call may take, waiting for a token and reading the answer included. Default: 30 seconds. More than 0, at most 1 hour.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt of a document upload may take, in place of <see cref="AttemptTimeout"/>. Default: 100 seconds. More than 0, at most 1 hour.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a whole call may take, its retries and the waits between them included. Default: 100 seconds. More than 0, at most 1 hour. It never cuts the first attempt of an upload short.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How often a failed call may be repeated, where that is safe: calls that cost money only if they certainly did not reach Waldo, or if it asked to come
    /// back later. Default: 3; 0 turns retries off, those of authentications included. At most 10.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The largest document that is uploaded, in bytes; a larger one is refused before it is sent. Default: 10 MiB, Waldo's limit. <see langword="null"/>: no check.</summary>
    public long? MaxDocumentBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Whether retry handlers of the host may send a call that costs money again (<c>POST /onboard</c>, <c>/check-fraud</c>, <c>/document</c>). Default:
    /// <see langword="false"/>, they get the outcome of the first send instead.
    /// </summary>
    public bool AllowHostRetries { get; set; }

    /// <summary>
    /// The clock for token life, time-outs and delays. Default: <see cref="TimeProvider.System"/>; <c>AddWaldoClient</c> uses the container's
    /// <see cref="System.TimeProvider"/> where one is registered and this one was not set.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where to log. Default: none for <c>new WaldoClient(options)</c>, the container's factory with <c>AddWaldoClient</c>. Secrets, tokens and personal data are never logged.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Where the instances of a fleet share tokens. Default: <see langword="null"/>, tokens live in this process only.</summary>
    public ITokenStore? TokenStore { get; set; }

    /// <summary>Who follows the client's evaluations, such as the webhooks of <c>Waldo.Client.AspNetCore</c>. Default: <see langword="null"/>, nobody.</summary>
    public IEvaluationTracker? EvaluationTracker { get; set; }
}
