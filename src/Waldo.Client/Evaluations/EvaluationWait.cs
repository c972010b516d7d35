namespace Waldo.Client.Evaluations;

/// <summary>One wait for the outcome of an evaluation.</summary>
internal sealed class EvaluationWait(
    WaldoClient waldo, EvaluationHandle handle, EvaluationWaitOptions options, EvaluationWaits waits, ClientSettings settings)
{
    private const double Growth = 1.5;

    private readonly TimeProvider _time = settings.TimeProvider;
    private readonly long _started = settings.TimeProvider.GetTimestamp();
    private Customer? _lastSeen;

    private TimeSpan Left => options.Timeout - _time.GetElapsedTime(_started);

    public async Task<Customer> RunAsync(CancellationToken cancellationToken)
    {
        using var wakeUp = waits.Register(handle.CustomerId);
        using var elsewhere = EvaluationTracking.Waiting(settings, handle.CustomerId, wakeUp.Ring);
        var delay = options.InitialDelay;
        while (true)
        {
            var (customer, floor) = await AskAsync(cancellationToken).ConfigureAwait(false);
            if (customer is not null)
            {
                return customer;
            }

            var wait = delay * (0.5 + (0.5 * Random.Shared.NextDouble()));
            wait = floor > wait ? floor : wait;
            var left = Left;
            if (left <= TimeSpan.Zero)
            {
                throw TimedOut();
            }

            var rang = await wakeUp.WaitAsync(wait < left ? wait : left, _time, cancellationToken).ConfigureAwait(false);

            // News may be ahead of what the API tells: ask often for a while.
            delay = rang ? options.InitialDelay : Least(delay * Growth, options.MaxDelay);
        }
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <returns>The customer once the evaluation has ended; else how long Waldo asks to wait.</returns>
    private async Task<(Customer? Finished, TimeSpan Floor)> AskAsync(CancellationToken cancellationToken)
    {
        var left = Left;
        using var outOfTime = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(outOfTime.Token, cancellationToken);
        try
        {
            if (await waldo.GetCustomerAsync(handle.CustomerId, either.Token).ConfigureAwait(false) is not { } customer)
            {
                return default;
            }

            _lastSeen = customer;
            options.Progress?.Report(customer);
            if (customer.Evaluation?.Status == EvaluationStatus.Failed)
            {
                throw new WaldoEvaluationFailedException(
                    $"Waldo could not finish the evaluation of customer {handle.CustomerId}. See Customer; start it again, or decide by hand.")
                {
                    Handle = handle, Customer = customer,
                };
            }

            return (await HasEndedAsync(customer, either.Token).ConfigureAwait(false) ? customer : null, default);
        }
        catch (OperationCanceledException) when (outOfTime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut();
        }
        catch (WaldoException exception) when (MayPass(exception))
        {
            return (null, (exception as WaldoApiException)?.RetryAfter ?? default);
        }
    }

    private static bool MayPass(WaldoException exception) => exception switch
    {
        WaldoAuthenticationException => false,
        WaldoApiException { IsTransient: true } => true,

        // A success whose body broke off, or was not the documented one.
        WaldoApiException { StatusCode: < System.Net.HttpStatusCode.MultipleChoices } => true,
        WaldoTransportException or WaldoTimeoutException => true,
        _ => false,
    };

    private async Task<bool> HasEndedAsync(Customer customer, CancellationToken cancellationToken)
    {
        var status = customer.Evaluation?.Status;
        if (status == EvaluationStatus.Completed)
        {
            return true;
        }

        // The newest documented answer says "idle" at rest, older ones say nothing: then only evidence tells.
        return (status is null || status == default(EvaluationStatus) || status == EvaluationStatus.Idle)
            && await new EvaluationEvidence(waldo, handle).IsThereAsync(customer, cancellationToken).ConfigureAwait(false);
    }

    private WaldoEvaluationTimeoutException TimedOut() =>
        new(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The evaluation of customer {handle.CustomerId} did not end within {options.Timeout.TotalSeconds} s. It goes on: wait again with the same handle, or for its webhook."))
        {
            Handle = handle, LastSeen = _lastSeen,
        };
}
