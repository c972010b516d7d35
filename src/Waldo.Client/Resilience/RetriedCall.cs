using Polly;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client.Resilience;

/// <summary>A call on its way through the retries: what it is, how much time it has, and how long it waits next.</summary>
internal sealed class RetriedCall
{
    public static readonly ResiliencePropertyKey<RetriedCall> Key = new("Waldo.Client.Call");

    private readonly TimeProvider _time;
    private readonly long _started;

    public RetriedCall(HttpRequestMessage request, ClientSettings settings)
    {
        Request = request;
        Operation = request is WaldoRequestMessage typed ? typed.Operation : WaldoOperation.Of(request);
        State = Operation.ChangesState ? SendState.Of(request) : null;
        AttemptTimeout = settings.AttemptTimeoutOf(Operation);
        TotalTimeout = settings.TotalTimeoutOf(Operation);
        _time = settings.TimeProvider;
        _started = _time.GetTimestamp();
    }

    public HttpRequestMessage Request { get; }

    public WaldoOperation Operation { get; }

    /// <summary>For calls that change something.</summary>
    public SendState? State { get; }

    public TimeSpan AttemptTimeout { get; }

    public TimeSpan TotalTimeout { get; }

    /// <summary>The wait before the next attempt, once <see cref="MayRetry"/> has said yes.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Whether the outcome of an attempt is to be followed by another one.</summary>
    public bool MayRetry(Outcome<HttpResponseMessage> outcome, int attempt)
    {
        var hasLeft = State is null || State.HasLeft;
        var isWorthIt = outcome.Exception is { } failure
            ? RetryRules.MayRepeat(failure, Operation, hasLeft)
            : RetryRules.MayRepeat(outcome.Result!, Operation, brokeOff: Request is WaldoRequestMessage { Answer.IsWhole: false });
        if (!isWorthIt || !ReplayableContent.IsReplayable(Request.Content))
        {
            return false;
        }

        if (outcome.Result is { } answer && RetryRules.AsksToComeBack(answer))
        {
            State?.NotCarriedOut();
        }

        // A wait that the call has no time for is not begun: the caller learns at once how long it would be.
        Delay = RetryDelay.Next(attempt, outcome.Result is { } response ? ApiErrorReader.ReadRetryAfter(response.Headers, _time) : null);
        return Delay < TotalTimeout - _time.GetElapsedTime(_started);
    }
}
