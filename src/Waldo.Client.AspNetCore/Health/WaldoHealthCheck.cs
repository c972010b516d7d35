using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Waldo.Client.AspNetCore.Health;

/// <summary>
/// Tells how a client stands with Waldo. It asks Waldo for a token only where there is none, no more often than every half minute, and through the client's
/// own shared authentication with its back-off: many probes are no more than one caller.
/// </summary>
internal sealed class WaldoHealthCheck(WaldoClient waldo, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(30);
    private readonly object _gate = new();
    private long? _asked;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = waldo.GetAuthenticationStatus();
        if (status is { TokenLife: null, RetryAfter: null } && MayAsk())
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
            status = waldo.GetAuthenticationStatus();
        }

        return Judge(status, context.Registration.FailureStatus);
    }

    private static HealthCheckResult Judge(AuthenticationStatus status, HealthStatus failure)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        Tell("tokenLifeSeconds", status.TokenLife);
        Tell("retryAfterSeconds", status.RetryAfter);
        return status switch
        {
            { TokenLife: null, AreCredentialsRejected: true } => new HealthCheckResult(
                failure, "Waldo rejects the credentials. Check the api key and the client secret.", exception: null, data),
            { TokenLife: null } => Degraded("There is no token: Waldo could not be reached, or has not answered yet."),
            { AreCredentialsRejected: true } => Degraded("Waldo rejects the credentials; the current token lives on for a while."),
            { RetryAfter: not null } => Degraded("Renewing the token failed; the current one is used until the next attempt."),
            { IsTokenStoreFailing: true } => Degraded("The token store is not usable; this instance authenticates by itself."),
            _ => HealthCheckResult.Healthy("There is a usable token.", data),
        };

        HealthCheckResult Degraded(string description) => HealthCheckResult.Degraded(description, exception: null, data);

        void Tell(string key, TimeSpan? value)
        {
            if (value is { } span)
            {
                data[key] = Math.Round(span.TotalSeconds);
            }
        }
    }

    private bool MayAsk()
    {
        lock (_gate)
        {
            if (_asked is { } asked && time.GetElapsedTime(asked) < AskEvery)
            {
                return false;
            }

            _asked = time.GetTimestamp();
            return true;
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var outOfTime = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(outOfTime.Token, cancellationToken);
        try
        {
            await waldo.GetAccessTokenAsync(either.Token).ConfigureAwait(false);
        }
        catch (WaldoException)
        {
            // The status tells.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It goes on without us.
        }
    }
}
