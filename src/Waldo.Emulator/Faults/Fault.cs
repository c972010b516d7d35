namespace Waldo.Emulator;

/// <summary>Something that goes wrong on purpose. By default once, with the next request or webhook that it fits.</summary>
public sealed record Fault
{
    /// <summary>The method under which webhooks are chosen for the faults that bend a body: such a fault then bends webhooks instead of answers.</summary>
    public const string WebhookMethod = "WEBHOOK";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>What happens.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only requests of this method, such as <c>POST</c>; <see cref="WebhookMethod"/> for webhooks. Default: <see langword="null"/>, every API method.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// Only requests of this path, such as <c>/onboard</c>; a <c>*</c> at its end stands for any rest. A webhook's path is its event and status, such as
    /// <c>/onboard/completed</c> or <c>/flag</c>. Default: <see langword="null"/>, every path.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How often it happens. Default: 1. <see langword="null"/>: until it is removed.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How likely it happens to a request that it fits, from 0 to 1, drawn with the emulator's seed. Default: 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The status number of <see cref="FaultKind.Status"/>. Default: 503.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The error code of <see cref="FaultKind.Status"/>. Default: <see langword="null"/>, an empty body.</summary>
    public string? Code { get; init; }

    /// <summary>The error message of <see cref="FaultKind.Status"/>. Default: <see langword="null"/>, <c>Emulated fault.</c> where there is a code.</summary>
    public string? Message { get; init; }

    /// <summary>The <c>Retry-After</c> of <see cref="FaultKind.Status"/>, in whole seconds. Default: <see langword="null"/>, none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether <see cref="RetryAfter"/> is written as a date instead of a number of seconds. Default: no.</summary>
    public bool RetryAfterAsDate { get; init; }

    /// <summary>How long the delaying kinds wait, by the emulator's clock. Default: 5 seconds.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    internal bool IsForWebhooks => Kind >= FaultKind.WebhookDuplicate || string.Equals(Method, WebhookMethod, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says why the fault makes no sense, or null.</summary>
    internal string? Problem() => this switch
    {
        _ when !Enum.IsDefined(Kind) => "A fault's kind is unknown.",
        { Times: < 1 } => "A fault's times must be at least 1, or null for always.",
        _ when Probability is not (> 0 and <= 1) => "A fault's probability must be more than 0 and at most 1.",
        { Kind: FaultKind.Status, Status: < 200 or > 599 } => "A fault's status must be from 200 to 599.",
        _ when Delay < TimeSpan.Zero || RetryAfter < TimeSpan.Zero => "A fault's delay and retryAfter must not be negative.",
        _ when Delay > Longest || RetryAfter > Longest => "A fault's delay and retryAfter must be at most one day.",
        { Method: not null, Kind: >= FaultKind.WebhookDuplicate } when !IsWebhookMethod(Method) =>
            "A webhook fault takes no API method; leave the method out.",
        { Method: not null, Kind: < FaultKind.UnknownWords } when IsWebhookMethod(Method) => "This kind of fault does not fit webhooks.",
        _ => null,
    };

    private static bool IsWebhookMethod(string method) => string.Equals(method, WebhookMethod, StringComparison.OrdinalIgnoreCase);
}
