namespace Waldo.Client.Evaluations;

/// <summary>The waits that are under way, by customer, so that a webhook can wake them.</summary>
internal sealed class EvaluationWaits
{
    private readonly object _gate = new();
    private readonly Dictionary<string, List<WakeUp>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    public WakeUp Register(string customerId)
    {
        var wakeUp = new WakeUp(this, customerId);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(customerId, out var waits))
            {
                _waiting[customerId] = waits = [];
            }

            waits.Add(wakeUp);
        }

        return wakeUp;
    }

    public void Wake(string customerId)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(customerId, out var waits))
            {
                waits.ForEach(static wait => wait.Ring());
            }
        }
    }

    /// <summary>One wait's alarm. It keeps a ring that comes while nobody listens.</summary>
    internal sealed class WakeUp(EvaluationWaits owner, string customerId) : IDisposable
    {
        private readonly SemaphoreSlim _rung = new(0, 1);
        private bool _isOver;

        /// <summary>Waits for a ring, or until the time is over.</summary>
        /// <returns>Whether it rang.</returns>
        public async Task<bool> WaitAsync(TimeSpan time, TimeProvider provider, CancellationToken cancellationToken)
        {
            using var timeIsOver = new CancellationTokenSource(time, provider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeIsOver.Token, cancellationToken);
            try
            {
                await _rung.WaitAsync(either.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Ring()
        {
            lock (_rung)
            {
                if (!_isOver && _rung.CurrentCount == 0)
                {
                    _rung.Release();
                }
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                var waits = owner._waiting[customerId];
                waits.Remove(this);
                if (waits.Count == 0)
                {
                    owner._waiting.Remove(customerId);
                }
            }

            lock (_rung)
            {
                _isOver = true;
                _rung.Dispose();
            }
        }
    }
}
