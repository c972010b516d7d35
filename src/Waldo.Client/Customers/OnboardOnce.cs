using System.Collections.Concurrent;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;

namespace Waldo.Client.Customers;

/// <summary>
/// Onboards exactly one customer per external id, as far as the API allows: it has no idempotency key, so the customer is looked up before the call and
/// after one whose outcome is not known.
/// </summary>
internal sealed class OnboardOnce(WaldoClient waldo)
{
    // The search may lag behind the write, by how much is not documented.
    private static readonly TimeSpan[] LookUpDelays =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    // By the credentials too: another organisation's customer of the same id is another customer.
    private readonly ConcurrentDictionary<(Credentials, string), Lazy<Task<OnboardResponse>>> _underWay = new();

    /// <summary>Joins the onboarding that is under way for the external id, or starts one. It belongs to all who wait, so that none of them can stop it.</summary>
    public async Task<OnboardResponse> RunAsync(OnboardRequest request, WaldoCaller caller, CancellationToken cancellationToken)
    {
        var settings = caller.Settings;
        var shared = _underWay.GetOrAdd(
            (settings.Credentials, request.ExternalId!), _ => new Lazy<Task<OnboardResponse>>(() => StartAsync(request, caller, settings)));
        return await shared.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<OnboardResponse> StartAsync(OnboardRequest request, WaldoCaller caller, ClientSettings settings)
    {
        var onboarding = Task.Run(async () =>
        {
            try
            {
                return await OnboardAsync(request, caller, settings).ConfigureAwait(false);
            }
            finally
            {
                _underWay.TryRemove((settings.Credentials, request.ExternalId!), out _);
            }
        });

        // Where nobody waits any more, its failure is for the next call to find out.
        _ = onboarding.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return onboarding;
    }

    private async Task<OnboardResponse> OnboardAsync(OnboardRequest request, WaldoCaller caller, ClientSettings settings)
    {
        var known = await FindAsync(request.ExternalId!).ConfigureAwait(false);
        if (!HoldsStill())
        {
            // A reload: where the look-up went, the onboarding would not go.
            return await RunAsync(request, caller, CancellationToken.None).ConfigureAwait(false);
        }

        if (known is not null)
        {
            return known;
        }

        try
        {
            return await waldo.OnboardAsync(request, pin: settings.Credentials, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CredentialsReplacedException)
        {
            return await RunAsync(request, caller, CancellationToken.None).ConfigureAwait(false);
        }
        catch (WaldoException exception) when (MayExist(exception))
        {
            // Not sent again, even where it is not found: it may still be on its way.
            var found = await FindLaterAsync(request.ExternalId!, settings.TimeProvider).ConfigureAwait(false);
            if (found is null || !HoldsStill())
            {
                throw;
            }

            return found;
        }

        bool HoldsStill() => ReferenceEquals(caller.Settings.Credentials, settings.Credentials);
    }

    private static bool MayExist(WaldoException exception) =>
        exception.MayHaveBeenProcessed || exception is WaldoApiException { StatusCode: System.Net.HttpStatusCode.Conflict };

    private async Task<OnboardResponse?> FindLaterAsync(string externalId, TimeProvider time)
    {
        foreach (var delay in LookUpDelays)
        {
            await Task.Delay(delay, time, CancellationToken.None).ConfigureAwait(false);
            try
            {
                if (await FindAsync(externalId).ConfigureAwait(false) is { } known)
                {
                    return known;
                }
            }
            catch (WaldoException)
            {
                // The first failure is the one to tell; a look-up that fails as well adds nothing to it.
            }
        }

        return null;
    }

    private async Task<OnboardResponse?> FindAsync(string externalId)
    {
        var found = await waldo.FindForOnboardingAsync(externalId, CancellationToken.None).ConfigureAwait(false);
        var customer = CustomerMatch.Find(found, externalId, static customer => customer.ExternalId, StringComparison.Ordinal);
        return customer is null
            ? null
            : new OnboardResponse
            {
                CustomerId = customer.CustomerId,
                ExternalId = externalId,
                Uri = customer.Uri,
                Evaluation = customer.Evaluation,
                Validation = customer.Validation,
                StartedAt = customer.CreatedAt,
            };
    }
}
