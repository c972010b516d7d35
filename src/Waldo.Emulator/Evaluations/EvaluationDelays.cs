namespace Waldo.Emulator;

/// <summary>When the stages of an evaluation happen, counted from the request, by the emulator's clock. Assumed: the documentation shows no times.</summary>
public sealed class EvaluationDelays
{
    /// <summary>When the webhook <c>initiated</c> leaves. Default: 1 second.</summary>
    public TimeSpan Initiated { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When the evaluation turns <c>in_progress</c>. Default: 3 seconds.</summary>
    public TimeSpan InProgress { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>When the evaluation is <c>completed</c> or <c>failed</c>. Default: 10 seconds.</summary>
    public TimeSpan Completed { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for the scenarios that end in <c>-delay</c> and for slow rules. Default: 60 seconds.</summary>
    public TimeSpan SlowCompleted { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long <c>GET /customer</c> shows <c>completed</c> or <c>failed</c> before it shows <c>idle</c>. Default: 30 seconds.</summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromSeconds(30);

    internal EvaluationDelays Copy() => (EvaluationDelays)MemberwiseClone();

    internal bool Grow =>
        TimeSpan.Zero <= Initiated && Initiated <= InProgress && InProgress <= Completed && Completed <= SlowCompleted && Rest >= TimeSpan.Zero;
}
