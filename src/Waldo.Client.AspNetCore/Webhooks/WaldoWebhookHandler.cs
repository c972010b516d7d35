namespace Waldo.Client.AspNetCore;

/// <summary>
/// Handles webhooks: override what you need. It is made anew for each delivery, in the request's scope. What it does counts as done when its method ends
/// without an exception; otherwise the answer is 500, and the same event is handled again when it is delivered again.
/// </summary>
/// <remarks>
/// Events of one request come here one after the other, each once, and an earlier stage never after a later one. Waldo documents neither event ids nor
/// redelivery, so a handler should still survive an event twice: <see cref="FlagEvent"/>s always come as often as they are delivered.
/// See <see href="https://docs.waldo.ai/features/webhooks"/>.
/// </remarks>
public abstract class WaldoWebhookHandler
{
    /// <summary>Takes a webhook and calls the method for its kind and stage.</summary>
    /// <param name="received">The event.</param>
    /// <param name="context">What else is known of it.</param>
    /// <param name="cancellationToken">Cancelled when the application stops or the delivery has taken too long.</param>
    /// <returns>A task that ends when the event is handled.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public virtual Task HandleAsync(WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(context);
        return received switch
        {
            OnboardEvent onboard => OnOnboardingAsync(onboard, context, cancellationToken),
            EvaluationEvent evaluation => OnEvaluationAsync(evaluation, context, cancellationToken),
            FlagEvent flag => OnFlagAsync(flag, context, cancellationToken),
            _ => OnUnknownAsync(received, context, cancellationToken),
        };
    }

    /// <summary>An onboarding's evaluation was accepted.</summary>
    /// <param name="received">The event.</param>
    /// <param name="context">What else is known of it.</param>
    /// <param name="cancellationToken">Cancelled when the application stops or the delivery has taken too long.</param>
    /// <returns>A task that ends when the event is handled.</returns>
    protected virtual Task OnOnboardingInitiatedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An onboarding's evaluation is under way.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnOnboardingInProgressAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An onboarding's evaluation has ended. Whether well is in <see cref="OnboardEvent.Validation"/>: only <c>Approved</c> is an approval.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnOnboardingCompletedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waldo could not finish an onboarding's evaluation.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnOnboardingFailedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An onboard event without an evaluation: somebody approved or rejected the customer on Waldo's dashboard.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnDecidedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A fraud check or a document evaluation was accepted.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnEvaluationInitiatedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A fraud check or a document evaluation is under way.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnEvaluationInProgressAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A fraud check or a document evaluation has ended. Whether well is in <see cref="EvaluationEvent.Validation"/>.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnEvaluationCompletedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waldo could not finish a fraud check or a document evaluation.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnEvaluationFailedAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A customer was flagged as a fraud risk. It comes as often as it is delivered.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnFlaggedAsync(FlagEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A customer's fraud-risk flag was removed. It comes as often as it is delivered.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnUnflaggedAsync(FlagEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An event, or a stage of one, that this version does not know. Never read it as good news.</summary>
    /// <inheritdoc cref="OnOnboardingInitiatedAsync"/>
    protected virtual Task OnUnknownAsync(WaldoEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private Task OnOnboardingAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => received.Evaluation switch
    {
        null => OnDecidedAsync(received, context, cancellationToken),
        { Status: { } s } when s == EvaluationStatus.Initiated => OnOnboardingInitiatedAsync(received, context, cancellationToken),
        { Status: { } s } when s == EvaluationStatus.InProgress => OnOnboardingInProgressAsync(received, context, cancellationToken),
        { Status: { } s } when s == EvaluationStatus.Completed => OnOnboardingCompletedAsync(received, context, cancellationToken),
        { Status: { } s } when s == EvaluationStatus.Failed => OnOnboardingFailedAsync(received, context, cancellationToken),
        _ => OnUnknownAsync(received, context, cancellationToken),
    };

    private Task OnEvaluationAsync(EvaluationEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => received.Evaluation?.Status switch
    {
        { } s when s == EvaluationStatus.Initiated => OnEvaluationInitiatedAsync(received, context, cancellationToken),
        { } s when s == EvaluationStatus.InProgress => OnEvaluationInProgressAsync(received, context, cancellationToken),
        { } s when s == EvaluationStatus.Completed => OnEvaluationCompletedAsync(received, context, cancellationToken),
        { } s when s == EvaluationStatus.Failed => OnEvaluationFailedAsync(received, context, cancellationToken),
        _ => OnUnknownAsync(received, context, cancellationToken),
    };

    private Task OnFlagAsync(FlagEvent received, WaldoWebhookContext context, CancellationToken cancellationToken) => received.Flag switch
    {
        true => OnFlaggedAsync(received, context, cancellationToken),
        false => OnUnflaggedAsync(received, context, cancellationToken),
        null => OnUnknownAsync(received, context, cancellationToken),
    };
}
