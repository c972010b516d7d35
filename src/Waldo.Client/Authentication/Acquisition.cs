namespace Waldo.Client.Authentication;

/// <summary>How an <see cref="Acquisition"/> ended: with a token, with a failure, or overtaken by other credentials.</summary>
internal readonly record struct AcquisitionOutcome(TokenSnapshot? Snapshot, AuthenticationFailure? Failure)
{
    public bool IsSuperseded => Snapshot is null && Failure is null;
}

/// <summary>
/// One authentication for any number of callers. It belongs to none of them: they only stop waiting when they cancel. It runs on the thread pool
/// without any caller's execution context, and always ends with an outcome, never with an exception.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and links to nothing, so there is nothing to dispose, and it may be cancelled at any time.
internal sealed class Acquisition(TokenEngine engine, IAuthenticationTransport transport, ClientSettings settings, AccessToken? rejected, bool isRenewal)
    : IThreadPoolWorkItem
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<AcquisitionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();

    public Task<AcquisitionOutcome> Outcome => _outcome.Task;

    public IAuthenticationTransport Transport => transport;

    public ClientSettings Settings => settings;

    /// <summary>The token that must not come back: Waldo rejected it, or it is being renewed.</summary>
    public AccessToken? Rejected => rejected;

    /// <summary>Whether a living token is renewed, so that nobody has to wait.</summary>
    public bool IsRenewal => isRenewal;

    public CancellationToken Stop => _stop.Token;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Ends it at once, because the credentials changed: callers go on to the authentication of the new ones.</summary>
    public void Supersede()
    {
        _outcome.TrySetResult(default);
        _ = StopAsync();
    }

    /// <summary>Ends it at once, because the client is disposed.</summary>
    public void Abort()
    {
        _outcome.TrySetResult(new AcquisitionOutcome(null, AuthenticationFailure.Stopped()));
        _ = StopAsync();
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    // Code of the host that waits for the cancellation runs on the thread pool: here the engine's gate is held.
    private async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It holds whatever the host's own code has thrown.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whoever reloads or disposes has no use for it.
        }
    }

    private async Task RunAsync()
    {
        AcquisitionOutcome outcome;
        try
        {
            outcome = await engine.ObtainAsync(this).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A detached task has no caller to throw to: an unforeseen exception is an outcome too, or everyone would wait forever.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = new AcquisitionOutcome(null, AuthenticationFailure.Transport(exception));
        }

        try
        {
            engine.Complete(this, outcome);
        }
        finally
        {
            // Even where a host's logger throws.
            _outcome.TrySetResult(outcome);
        }
    }
}
