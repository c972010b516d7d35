using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Resilience;

/// <summary>
/// Repeats a failed authentication, on behalf of all who wait for it: were each of them to repeat it for itself, a hundred calls would make hundreds of
/// authentications.
/// </summary>
internal static class AuthenticationRetry
{
    public static async Task<AcquisitionOutcome> RunAsync(
        Func<Task<AcquisitionOutcome>> attempt, ClientSettings settings, ILogger logger, CancellationToken stop)
    {
        if (settings.MaxRetries == 0)
        {
            return await attempt().ConfigureAwait(false);
        }

        var started = settings.TimeProvider.GetTimestamp();
        var delay = TimeSpan.Zero;
        var pipeline = new ResiliencePipelineBuilder<AcquisitionOutcome> { TimeProvider = settings.TimeProvider }
            .AddRetry(new RetryStrategyOptions<AcquisitionOutcome>
            {
                MaxRetryAttempts = settings.MaxRetries,
                ShouldHandle = arguments =>
                {
                    var failure = arguments.Outcome.Result.Failure;
                    delay = RetryDelay.Next(arguments.AttemptNumber, failure?.RetryAfter);
                    var left = settings.TotalTimeout - settings.TimeProvider.GetElapsedTime(started);
                    return ValueTask.FromResult(failure is { IsTransient: true } && delay < left);
                },
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(delay),
                OnRetry = arguments =>
                {
                    var reason = arguments.Outcome.Result.Failure!.Outcome;
                    ResilienceMetrics.Retried(WaldoOperation.Authenticate.Name, reason);
                    ResilienceLog.Retrying(logger, WaldoOperation.Authenticate.Name, reason, arguments.AttemptNumber + 1, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, _) => await state().ConfigureAwait(false), attempt, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new AcquisitionOutcome(null, AuthenticationFailure.Stopped());
        }
    }
}
