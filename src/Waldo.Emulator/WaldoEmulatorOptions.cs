namespace Waldo.Emulator;

/// <summary>How a <see cref="WaldoEmulator"/> behaves. Every default is chosen for a test: strict, in memory, on a free loopback port.</summary>
public sealed class WaldoEmulatorOptions
{
    /// <summary>
    /// Where to listen, such as <c>http://127.0.0.1:5055</c>; http only. Default: none, which is a free port of the loopback interface.
    /// Addresses beyond loopback need <see cref="AllowNonLoopback"/>.
    /// </summary>
    public IList<string> Urls { get; } = [];

    /// <summary>Whether <see cref="Urls"/> may reach beyond this machine. Default: no. The emulator has no protection: anyone who reaches it controls it.</summary>
    public bool AllowNonLoopback { get; set; }

    /// <summary>The machine's time, from which the emulator's own <see cref="EmulatorClock"/> is made. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How the emulator's clock runs at first. Default: <see cref="ClockSetting.Real"/>. Tests that must not wait use <see cref="ClockSetting.Manual"/>.</summary>
    public ClockSetting Clock { get; set; } = ClockSetting.Real;

    /// <summary>
    /// Further key pairs, each its own organisation with its own customers. Default: none; the pair <see cref="EmulatorKeyPair.WellKnown"/> always exists.
    /// Only keys marked <c>sandbox.</c> are taken, so that a production key is never kept in a test's set-up.
    /// </summary>
    public IList<EmulatorKeyPair> KeyPairs { get; } = [];

    /// <summary>When the stages of evaluations happen.</summary>
    public EvaluationDelays Delays { get; } = new();

    /// <summary>Rules for outcomes that no sandbox scenario chooses. Default: none, every evaluation ends well.</summary>
    public IList<OutcomeRule> Rules { get; } = [];

    /// <summary>The addresses that every webhook goes to. Default: none.</summary>
    public IList<Uri> Webhooks { get; } = [];

    /// <summary>How webhooks are sent, for receivers that live in the same process. Default: <see langword="null"/>, over sockets. It is never disposed.</summary>
    public HttpMessageHandler? WebhookTransport { get; set; }

    /// <summary>How long a webhook's receiver may take, by the machine's clock. Default: 10 seconds.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to wait before each further try of a webhook that was not answered with 2xx, by the emulator's clock. Default: 10 seconds, 1 minute,
    /// 5 minutes, 30 minutes. Empty: no further try. The schedule is the emulator's; Waldo's is not documented.
    /// </summary>
    public IList<TimeSpan> WebhookRetryDelays { get; } =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    /// <summary>
    /// The largest request body in bytes; anything larger is answered 413. Default: 11 MiB, which leaves room for a document of 10 MB and its form around it.
    /// At least 1,024.
    /// </summary>
    public long MaxRequestBodyBytes { get; set; } = 11 * 1024 * 1024;

    /// <summary>How many exchanges the journal keeps, and how many deliveries the delivery log; the oldest are dropped first. Default: 10,000. At least 1.</summary>
    public int JournalCapacity { get; set; } = 10_000;

    /// <summary>Whether journal and dashboard show names, addresses and numbers of customers. Default: no. Secrets and tokens are never shown.</summary>
    public bool ShowPersonalData { get; set; }

    /// <summary>Where generated ids and random faults start. Default: 1; the same seed and the same calls give the same ids. At least 0.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Says which option has no sensible value, or null.</summary>
    internal string? Problem() => this switch
    {
        { JournalCapacity: < 1 } => "JournalCapacity must be at least 1.",
        { MaxRequestBodyBytes: < 1024 } => "MaxRequestBodyBytes must be at least 1,024.",
        { Seed: < 0 } => "Seed must not be negative.",
        _ when WebhookTimeout <= TimeSpan.Zero => "WebhookTimeout must be more than 0.",
        _ when WebhookRetryDelays.Any(delay => delay < TimeSpan.Zero) => "WebhookRetryDelays must not be negative.",
        _ when !Delays.Grow => "Delays must not be negative and must grow: Initiated, InProgress, Completed, SlowCompleted.",
        _ => Urls.Select(UrlProblem).FirstOrDefault(problem => problem is not null),
    };

    private string? UrlProblem(string url)
    {
        // ASP.NET Core's own wildcards are no host names.
        var readable = url.Replace("*", "wildcard", StringComparison.Ordinal).Replace("+", "wildcard", StringComparison.Ordinal);
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var uri) || uri.Scheme is not "http" || uri.PathAndQuery is not "/")
        {
            return "Urls must be like http://127.0.0.1:5055.";
        }

        return AllowNonLoopback || uri.IsLoopback
            ? null
            : "Urls reach beyond this machine. The emulator has no protection; set AllowNonLoopback (--allow-non-loopback) if that is meant.";
    }
}
