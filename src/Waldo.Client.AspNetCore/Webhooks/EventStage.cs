namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>How far an evaluation is, as an order.</summary>
internal enum EventStage
{
    /// <summary>No stage, or one that this version does not know.</summary>
    None,
    Initiated,
    InProgress,

    /// <summary>Completed or failed.</summary>
    Ended,
}

internal static class EventStages
{
    public static Evaluation? EvaluationOf(WaldoEvent received) => (received as OnboardEvent)?.Evaluation ?? (received as EvaluationEvent)?.Evaluation;

    public static EventStage Of(WaldoEvent received) => EvaluationOf(received)?.Status switch
    {
        { } status when status == EvaluationStatus.Initiated => EventStage.Initiated,
        { } status when status == EvaluationStatus.InProgress => EventStage.InProgress,
        { } status when status == EvaluationStatus.Completed || status == EvaluationStatus.Failed => EventStage.Ended,
        _ => EventStage.None,
    };
}
