using System.Runtime.CompilerServices;
using Polly;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;

namespace Waldo.Client.Resilience;

/// <summary>Before all other handlers: bounds each attempt and repeats what may be repeated, within the call's total time.</summary>
internal sealed class RetryHandler(TokenEngine engine) : DelegatingHandler
{
    private volatile RetryPipeline? _pipeline;
    private volatile bool _isOutermost;

    /// <summary>
    /// Whether nothing stands between the client and this handler. A host's filter can put a handler there, which may read the body of an answer or replace it;
    /// then the body stays part of the response.
    /// </summary>
    public bool IsOutermost
    {
        get => _isOutermost;
        set => _isOutermost = value;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var settings = engine.Settings;
        var pipeline = _pipeline;
        if (pipeline is null || !ReferenceEquals(pipeline.Settings, settings))
        {
            _pipeline = pipeline = new RetryPipeline(settings, engine.Logger);
        }

        var call = new RetriedCall(request, settings);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(RetriedCall.Key, call);
        try
        {
            var outcome = await pipeline.StrategyOf(call).ExecuteOutcomeAsync(
                static (context, state) => state.Handler.AttemptAsync(state.Call, context.CancellationToken), context, (Handler: this, Call: call)).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Its exception is carried to the retry strategy as a value, and thrown from there. Every request comes through here, so that its frame is pooled.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(RetriedCall call, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage>? sending = null;
        HttpResponseMessage? response = null;
        try
        {
            call.State?.NextAttempt();
            sending = base.SendAsync(call.Request, cancellationToken);

            // A transport that ignores the token must not hold the caller.
            response = sending.IsCompleted
                ? await sending.ConfigureAwait(false)
                : await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (call.Request is WaldoRequestMessage typed)
            {
                // A body that breaks off is part of the attempt.
                typed.Answer = IsOutermost
                    ? await AnswerBody.ReadAsync(response, cancellationToken).ConfigureAwait(false)
                    : await AnswerBody.KeepAsync(response, cancellationToken).ConfigureAwait(false);
            }

            return Outcome.FromResult(response);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (sending is { IsCompleted: false })
            {
                _ = LateResponse.DiscardAsync(sending);
            }

            response?.Dispose();
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }
}
