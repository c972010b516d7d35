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
        var call = new RetriedCall(request, engine.Settings);
        var outcome = await AttemptAsync(call, cancellationToken).ConfigureAwait(false);
        if (!call.IsWell(outcome))
        {
            outcome = await PipelineOf(call.Settings).GoOnAsync(call, outcome, AttemptAsync, cancellationToken).ConfigureAwait(false);
        }

        outcome.ThrowIfException();
        return outcome.Result!;
    }

    // Its exception is carried to the retry strategy as a value, and thrown from there. Every request comes through here, so that its frame is pooled.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(RetriedCall call, CancellationToken caller)
    {
        Task<HttpResponseMessage>? sending = null;
        HttpResponseMessage? response = null;
        using var limit = new CallLimit(call.TimeOfNextAttempt(), call.Settings.TimeProvider, caller);
        try
        {
            call.State?.NextAttempt();
            if (call.IsRepeated)
            {
                RequestAddress.Follow(call.Request, engine.Settings.Credentials);
            }

            sending = base.SendAsync(call.Request, limit.Token);

            // A transport that ignores the token must not hold the caller.
            response = sending.IsCompleted
                ? await sending.ConfigureAwait(false)
                : await sending.WaitAsync(limit.Token).ConfigureAwait(false);

            // A body that breaks off is part of the attempt.
            if (call.Request is WaldoRequestMessage typed)
            {
                typed.DropAnswer();
                typed.Answer = IsOutermost
                    ? await AnswerBody.ReadAsync(response, limit.Token).ConfigureAwait(false)
                    : await AnswerBody.KeepAsync(response, limit.Token).ConfigureAwait(false);
            }
            else if (IsOutermost && UserMessage.Find(call.Request) is not null)
            {
                await WholeAnswer.ReadAsync(response, limit.Token).ConfigureAwait(false);
            }

            return Outcome.FromResult(response);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (response is null && sending is not null)
            {
                _ = LateResponse.DiscardAsync(sending);
            }

            response?.Dispose();
            return Outcome.FromException<HttpResponseMessage>(
                exception is OperationCanceledException cancelled && limit.Token.IsCancellationRequested && !caller.IsCancellationRequested
                    ? call.TimedOut(cancelled)
                    : exception);
        }
    }

    private RetryPipeline PipelineOf(ClientSettings settings)
    {
        var pipeline = _pipeline;
        if (pipeline is null || !ReferenceEquals(pipeline.Settings, settings))
        {
            _pipeline = pipeline = new RetryPipeline(settings, engine.Logger);
        }

        return pipeline;
    }
}
