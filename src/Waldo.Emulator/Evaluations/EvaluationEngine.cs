using Waldo.Emulator.Authentication;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator.Evaluations;

/// <summary>Leads evaluations through their stages by the emulator's clock: initiated, in progress, completed or failed, at rest.</summary>
internal sealed class EvaluationEngine(EmulatorClock clock, EvaluationDelays delays, EmulatorRules rules, EmulatorWebhooks webhooks, Action changed)
{
    private long _lastNumber;
    private int _epoch;

    /// <summary>Chooses the outcome: a scenario named by <paramref name="externalId"/>, else a rule, else the good end.</summary>
    public Outcome Choose(RequestType type, OnboardRequest data, string? externalId) =>
        Scenario.Find(externalId) is { } scenario && scenario.Type == type ? scenario.Outcome : rules.Decide(data) ?? new Outcome();

    public void Start(
        Organisation organisation, Customer customer, RequestType type, Outcome outcome, string? requestId, string? documentType = null)
    {
        var evaluation = new Evaluation(Interlocked.Increment(ref _lastNumber), organisation, customer, type, outcome)
        {
            RequestId = requestId,
            DocumentType = documentType,
            StartedAt = clock.GetUtcNow(),
        };
        customer.Update(state => state with
        {
            Evaluation = (type.EvaluationType(), "initiated"),
            EvaluationNumber = evaluation.Number,
            FraudCheck = state.FraudCheck || type.HasFraudCheck(),
        });
        changed();
        At(evaluation, delays.Initiated, () => InitiatedAsync(evaluation));
    }

    /// <summary>Forgets what is under way, for a reset.</summary>
    public void Forget() => Interlocked.Increment(ref _epoch);

    private Task InitiatedAsync(Evaluation evaluation)
    {
        At(evaluation, delays.InProgress, () => InProgressAsync(evaluation));
        return webhooks.SendAsync(WebhookBody.Evaluation(evaluation, "initiated"));
    }

    private Task InProgressAsync(Evaluation evaluation)
    {
        evaluation.Customer.Update(state => Show(state, evaluation, "in_progress"));
        changed();
        At(evaluation, Duration(evaluation), () => EndAsync(evaluation));
        return webhooks.SendAsync(WebhookBody.Evaluation(evaluation, "in_progress"));
    }

    private Task EndAsync(Evaluation evaluation)
    {
        evaluation.Customer.Update(state => EvaluationEnd.Apply(state, evaluation, clock.GetUtcNow()));
        changed();
        At(evaluation, Duration(evaluation) + delays.Rest, () => RestAsync(evaluation));
        return webhooks.SendAsync(WebhookBody.Evaluation(evaluation, evaluation.Outcome.Fails ? "failed" : "completed"));
    }

    private Task RestAsync(Evaluation evaluation)
    {
        evaluation.Customer.Update(state => state.EvaluationNumber == evaluation.Number ? state with { Evaluation = ("idle", "idle") } : state);
        changed();
        return Task.CompletedTask;
    }

    private static CustomerState Show(CustomerState state, Evaluation evaluation, string status) =>
        state.EvaluationNumber == evaluation.Number ? state with { Evaluation = (evaluation.Type.EvaluationType(), status) } : state;

    private TimeSpan Duration(Evaluation evaluation) => evaluation.Outcome.Slow ? delays.SlowCompleted : delays.Completed;

    /// <summary>Steps are counted from the start, not from each other: a clock that runs fast and rings late must not stretch them.</summary>
    private void At(Evaluation evaluation, TimeSpan delay, Func<Task> step)
    {
        var epoch = _epoch;
        clock.ScheduleAt(evaluation.StartedAt + delay, () => epoch == _epoch ? step() : Task.CompletedTask);
    }
}
