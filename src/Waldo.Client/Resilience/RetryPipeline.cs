using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Resilience;

/// <summary>The strategies of one set of settings: the time-out of a typed call around retry around the time-out of each attempt.</summary>
internal sealed class RetryPipeline
{
    /// <summary>The name by which a time-out of a whole call is told from that of an attempt.</summary>
    public const string Total = "Waldo.Client.TotalTimeout";

    private readonly ResiliencePipeline<HttpResponseMessage> _ofAnyMessage;
    private readonly ResiliencePipeline<HttpResponseMessage> _ofTypedCalls;

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

        _ofAnyMessage = builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static arguments => ValueTask.FromResult(CallOf(arguments.Context).AttemptTimeout),
            })
            .Build();

        // The answer to a message of the user's own is read outside of here, and so is its time.
        _ofTypedCalls = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = settings.TimeProvider }
            .AddTimeout(new TimeoutStrategyOptions
            {
                Name = Total,
                TimeoutGenerator = static arguments => ValueTask.FromResult(CallOf(arguments.Context).TotalTimeout),
            })
            .AddPipeline(_ofAnyMessage)
            .Build();
    }

    public ClientSettings Settings { get; }

    public ResiliencePipeline<HttpResponseMessage> StrategyOf(RetriedCall call) => call.Request is Calls.WaldoRequestMessage ? _ofTypedCalls : _ofAnyMessage;

    private static RetriedCall CallOf(ResilienceContext context) => context.Properties.GetValue(RetriedCall.Key, null!);

    private static void Retrying(OnRetryArguments<HttpResponseMessage> arguments, ILogger logger)
    {
        var call = CallOf(arguments.Context);
        var reason = arguments.Outcome switch
        {
            { Exception: TimeoutRejectedException } => "timeout",
            { Exception: { } failure } => failure.GetType().Name,
            { Result: { } response } => ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => "unknown",
        };
        arguments.Outcome.Result?.Dispose();
        ResilienceMetrics.Retried(call.Operation.Name, reason);
        ResilienceLog.Retrying(logger, call.Operation.Name, reason, arguments.AttemptNumber + 1, arguments.RetryDelay);
    }
}
