using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;
using Waldo.Client.Resilience;

namespace Waldo.Client.Authentication;

/// <summary>Obtains tokens: from the store that a fleet shares where there is one, else from Waldo.</summary>
internal sealed class Authenticator(TokenFactory factory, SequenceNumbers sequence, ILogger logger)
{
    /// <summary>Never throws for what Waldo, the network or the store do.</summary>
    public Task<AcquisitionOutcome> ObtainAsync(Acquisition acquisition) =>
        acquisition.Settings.SharedTokens is { } shared
            ? shared.ObtainAsync(acquisition, AuthenticateAsync, token => FromStore(token, acquisition.Settings))
            : AuthenticateAsync(acquisition);

    private Task<AcquisitionOutcome> AuthenticateAsync(Acquisition acquisition) =>
        acquisition.IsRenewal ? AttemptAsync(acquisition) : AuthenticationRetry.RunAsync(() => AttemptAsync(acquisition), acquisition.Settings, logger, acquisition.Stop);

    private async Task<AcquisitionOutcome> AttemptAsync(Acquisition acquisition)
    {
        using var activity = AuthenticationActivity.Start();
        var settings = acquisition.Settings;
        var sentAs = sequence.Next();
        var answer = await AuthenticateCall.SendAsync(acquisition.Transport, settings, acquisition.Stop).ConfigureAwait(false);
        var failure = answer.Failure;
        TokenSnapshot? snapshot = null;
        if (failure is null)
        {
            snapshot = factory.FromAuthentication(answer.Token!, answer.Date, settings.Credentials, settings.RefreshBefore, sentAs);
            failure = snapshot is null
                ? AuthenticationFailure.NoToken(answer.Status, "its token is empty, expired, too long, or has characters that a header cannot carry.")
                : null;
        }

        AuthenticationMetrics.Authenticated(failure?.Outcome ?? "success");
        AuthenticationActivity.End(activity, failure);
        return new AcquisitionOutcome(snapshot, failure);
    }

    private TokenSnapshot? FromStore(AccessToken token, ClientSettings settings) =>
        factory.FromStore(token, settings.Credentials, settings.RefreshBefore, sequence.Next());
}
