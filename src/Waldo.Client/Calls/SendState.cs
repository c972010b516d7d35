using Waldo.Client.Resilience;

namespace Waldo.Client.Calls;

/// <summary>
/// What is known of a request that changes something, on its way. It lies in the request's options, because these survive where a host's handler sends a
/// copy of the message.
/// </summary>
internal sealed class SendState
{
    private static readonly HttpRequestOptionsKey<SendState> Key = new("Waldo.Client.SendState");

    private readonly object _gate = new();
    private int _attempt;
    private int _attemptThatLeft = -1;
    private bool _isUnclear;
    private TaskCompletionSource<FirstOutcome>? _outcome;

    /// <summary>Whether an earlier attempt has left and nobody knows what became of it, however the later ones end.</summary>
    public bool IsUnclear
    {
        get
        {
            lock (_gate)
            {
                return _isUnclear;
            }
        }
    }

    /// <summary>Whether Waldo may have processed it although the last attempt ended with <paramref name="failure"/>.</summary>
    public bool MayHaveArrived(Exception failure)
    {
        lock (_gate)
        {
            return _isUnclear || (_attemptThatLeft >= 0 && !RetryRules.NeverConnected(failure));
        }
    }

    public static SendState? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var state) ? state : null;

    public static SendState Of(HttpRequestMessage request)
    {
        if (Find(request) is { } known)
        {
            return known;
        }

        var state = new SendState();
        request.Options.Set(Key, state);
        return state;
    }

    /// <summary>Allows the request to leave once more: a retry or a replay of this client's own.</summary>
    public void NextAttempt()
    {
        lock (_gate)
        {
            _isUnclear |= _attemptThatLeft >= 0;
            _attempt++;
        }
    }

    /// <summary>
    /// Notes that Waldo did not carry out the attempt (it rejected the token, asked to come back later, or was not reached): it is as if it had never left.
    /// </summary>
    public void NotCarriedOut()
    {
        lock (_gate)
        {
            _attemptThatLeft = -1;
            _outcome = null;
        }
    }

    /// <summary>Notes that the request leaves again without this client's doing: what its first pass came to is not known.</summary>
    public void LeaveAgain()
    {
        lock (_gate)
        {
            _isUnclear = true;
        }
    }

    /// <summary>Notes that the request leaves.</summary>
    /// <returns>Whether it is the first pass of this attempt, and where the outcome of that pass is to be put, or to be found.</returns>
    public (bool IsFirst, TaskCompletionSource<FirstOutcome> Outcome) Leave()
    {
        lock (_gate)
        {
            if (_outcome is not null && _attemptThatLeft == _attempt)
            {
                return (false, _outcome);
            }

            _attemptThatLeft = _attempt;
            _outcome = new TaskCompletionSource<FirstOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            return (true, _outcome);
        }
    }
}
