using System.Collections.Concurrent;

namespace Waldo.Client.AspNetCore.Tests.Support;

/// <summary>What handlers of one host were told, and what they are to do about it.</summary>
internal sealed class Handled
{
    private readonly ConcurrentQueue<(string Method, WaldoEvent Event, WaldoWebhookContext Context)> _calls = new();

    public IReadOnlyList<(string Method, WaldoEvent Event, WaldoWebhookContext Context)> Calls => [.. _calls];

    public IEnumerable<string> Methods => _calls.Select(call => call.Method);

    /// <summary>Runs inside the handler: may wait, may throw.</summary>
    public Func<WaldoEvent, CancellationToken, Task>? During { get; set; }

    public async Task NoteAsync(string method, WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        if (During is { } during)
        {
            await during(received, cancellationToken);
        }

        _calls.Enqueue((method, received, context));
    }
}

/// <summary>A handler that overrides everything.</summary>
internal sealed class RecordingHandler(Handled handled) : WaldoWebhookHandler
{
    protected override Task OnOnboardingInitiatedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("onboarding initiated", received, context, cancellationToken);

    protected override Task OnOnboardingInProgressAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("onboarding in progress", received, context, cancellationToken);

    protected override Task OnOnboardingCompletedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("onboarding completed", received, context, cancellationToken);

    protected override Task OnOnboardingFailedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("onboarding failed", received, context, cancellationToken);

    protected override Task OnDecidedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("decided", received, context, cancellationToken);

    protected override Task OnEvaluationInitiatedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("evaluation initiated", received, context, cancellationToken);

    protected override Task OnEvaluationInProgressAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("evaluation in progress", received, context, cancellationToken);

    protected override Task OnEvaluationCompletedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("evaluation completed", received, context, cancellationToken);

    protected override Task OnEvaluationFailedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("evaluation failed", received, context, cancellationToken);

    protected override Task OnFlaggedAsync(FlagEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("flagged", received, context, cancellationToken);

    protected override Task OnUnflaggedAsync(FlagEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("unflagged", received, context, cancellationToken);

    protected override Task OnUnknownAsync(WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) =>
        handled.NoteAsync("unknown", received, context, cancellationToken);
}
