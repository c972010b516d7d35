using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Resilience;

/// <summary>The retries of one set of settings. Only calls whose first attempt did not end well come here.</summary>
internal sealed class RetryPipeline
{
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;

    public RetryPipeline(ClientSettings settings, ILogger logger)
    {
        Settings = settings;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = settings.TimeProvider };
        if (settings.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = settings.MaxRetries,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    !arguments.Context.CancellationToken.IsCancellationRequested
                    && CallOf(arguments.Context).MayRetry(arguments.Outcome, arguments.AttemptNumber)),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(CallOf(arguments.Context).Delay),
                OnRetry = arguments =>
                {
                    Retrying(arguments, logger);
                    return default;
                },
            });
        }

        _retries = builder.Build();
    }

    public ClientSettings Settings { get; }

    /// <summary>Takes up a call after its first attempt: repeats it as long as that is allowed and useful.</summary>
    /// <param name="call">The call.</param>
    /// <param name="first">How its first attempt ended.</param>
    /// <param name="attempt">Makes another attempt.</param>
    /// <param name="caller">The caller's token.</param>
    /// <returns>How the last attempt ended.</returns>
    public async ValueTask<Outcome<HttpResponseMessage>> GoOnAsync(
        RetriedCall call,
        Outcome<HttpResponseMessage> first,
        Func<RetriedCall, CancellationToken, ValueTask<Outcome<HttpResponseMessage>>> attempt,
        CancellationToken caller)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, caller);
        context.Properties.Set(RetriedCall.Key, call);
        var isFirst = true;
        try
        {
            var last = await _retries.ExecuteOutcomeAsync(
                (context, call) =>
                {
                    var result = isFirst ? ValueTask.FromResult(first) : attempt(call, context.CancellationToken);
                    isFirst = false;
                    return result;
                },
                context,
                call).ConfigureAwait(false);
            if (last.Exception is not null)
            {
                // Where the caller gives up in this moment, the pipeline has no use for it.
                first.Result?.Dispose();
            }

            return last;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetriedCall CallOf(ResilienceContext context) => context.Properties.GetValue(RetriedCall.Key, null!);

    private static void Retrying(OnRetryArguments<HttpResponseMessage> arguments, ILogger logger)
    {
        var call = CallOf(arguments.Context);
        var reason = arguments.Outcome switch
        {
            { Exception: TimeoutRejectedException or OperationCanceledException } => "timeout",
            { Exception: { } failure } => failure.GetType().Name,
            { Result: { } response } => ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
            _ => "unknown",
        };
        arguments.Outcome.Result?.Dispose();
        ResilienceMetrics.Retried(call.Operation.Name, reason);
        ResilienceLog.Retrying(logger, call.Operation.Name, reason, arguments.AttemptNumber + 1, arguments.RetryDelay);
    }
}
