using Polly;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client.Resilience;

/// <summary>A call on its way through the retries: what it is, how much time it has, and how long it waits next.</summary>
internal sealed class RetriedCall
{
    public static readonly ResiliencePropertyKey<RetriedCall> Key = new("Waldo.Client.Call");

    private readonly long _started;
    private int _attempts;
    private bool _isBoundByTotal;

    public RetriedCall(HttpRequestMessage request, ClientSettings settings)
    {
        Request = request;
        Operation = request is WaldoRequestMessage typed ? typed.Operation : WaldoOperation.Of(request);
        State = Operation.ChangesState ? SendState.Of(request) : null;
        Settings = settings;
        _started = settings.TimeProvider.GetTimestamp();
    }

    public HttpRequestMessage Request { get; }

    public WaldoOperation Operation { get; }

    /// <summary>For calls that change something.</summary>
    public SendState? State { get; }

    public ClientSettings Settings { get; }

    /// <summary>The wait before the next attempt, once <see cref="MayRetry"/> has said yes.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Whether the attempt under way is not the first.</summary>
    public bool IsRepeated => _attempts > 1;

    private TimeSpan TimeLeft => Settings.TotalTimeoutOf(Operation) - Settings.TimeProvider.GetElapsedTime(_started);

    /// <summary>The time of the attempt that now begins: what an attempt may take, or what is left to the call.</summary>
    public TimeSpan TimeOfNextAttempt()
    {
        var left = _attempts == 0 ? Settings.TotalTimeoutOf(Operation) : TimeLeft;
        _attempts++;
        _isBoundByTotal = left < Settings.AttemptTimeoutOf(Operation);
        return !_isBoundByTotal ? Settings.AttemptTimeoutOf(Operation) : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>That the time of the last attempt has run out.</summary>
    /// <param name="cause">The cancellation that it caused.</param>
    public LimitReachedException TimedOut(OperationCanceledException cause) => _isBoundByTotal
        ? new(Settings.TotalTimeoutOf(Operation), nameof(WaldoClientOptions.TotalTimeout), cause)
        : new(Settings.AttemptTimeoutOf(Operation), ClientSettings.AttemptTimeoutName(Operation), cause);

    /// <summary>Whether an outcome leaves nothing to decide.</summary>
    public bool IsWell(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { IsSuccessStatusCode: true } && Request is not WaldoRequestMessage { Answer.IsWhole: false };

    /// <summary>Whether the outcome of an attempt is to be followed by another one.</summary>
    public bool MayRetry(Outcome<HttpResponseMessage> outcome, int attempt)
    {
        var isWorthIt = outcome.Exception is { } failure
            ? RetryRules.MayRepeat(failure, Operation, State?.MayHaveArrived(failure) != false)
            : RetryRules.MayRepeat(outcome.Result!, Operation, brokeOff: Request is WaldoRequestMessage { Answer.IsWhole: false })
                && (Operation.IsRepeatable || State?.IsUnclear != true);
        if (!isWorthIt || !ReplayableContent.IsReplayable(Request.Content))
        {
            return false;
        }

        if (outcome.Result is { } answer ? RetryRules.AsksToComeBack(answer) : RetryRules.NeverConnected(outcome.Exception!))
        {
            State?.NotCarriedOut();
        }

        // A wait that the call has no time for is not begun: the caller learns at once how long it would be.
        Delay = RetryDelay.Next(attempt, outcome.Result is { } response ? ApiErrorReader.ReadRetryAfter(response.Headers, Settings.TimeProvider) : null);
        return Delay < TimeLeft;
    }
}
