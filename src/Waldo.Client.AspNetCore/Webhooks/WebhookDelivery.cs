using Microsoft.Extensions.Logging;
using Waldo.Client.AspNetCore.Diagnostics;
using Waldo.Client.AspNetCore.Fleet;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>What becomes of an authentic webhook: those who wait are woken, then it takes its turn, is confirmed, handled, and remembered.</summary>
internal sealed class WebhookDelivery(
    Func<IServiceProvider, WaldoWebhookHandler> handlerOf, Func<IServiceProvider, WaldoClient?> clientOf, EvaluationNews news, HandledEventsStore handled, Turns turns, string clientName, ILogger logger)
{
    private readonly string _turnPrefix = $"waldo:{clientName}:turn:";

    public async Task<WebhookAnswer> HandleAsync(
        WaldoEvent received, ReadOnlyMemory<byte> body, IServiceProvider services, WaldoWebhookOptions options, WebhookTimes times)
    {
        var identity = EventIdentity.Of(received, body);
        try
        {
            var ownCustomer = received.RequestId is { Length: > 0 } requestId ? await news.FindCustomerAsync(requestId, times.End).ConfigureAwait(false) : null;
            if ((received.CustomerId ?? ownCustomer) is { } customerId)
            {
                // A wait asks Waldo itself, so that it may be woken by what is not confirmed yet.
                await news.PublishAsync(customerId, times.End).ConfigureAwait(false);
            }

            await using var turn = (await turns.EnterAsync(_turnPrefix + identity.Key, times.EndOfWaiting).ConfigureAwait(false)).ConfigureAwait(false);
            return await InTurnAsync(received, identity, ownCustomer, services, options, times.End).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (times.End.IsCancellationRequested)
        {
            return WebhookAnswer.Busy;
        }
        catch (OperationCanceledException) when (times.EndOfWaiting.IsCancellationRequested)
        {
            return WebhookAnswer.Stopping;
        }
    }

    private async Task<WebhookAnswer> InTurnAsync(
        WaldoEvent received, EventIdentity identity, string? ownCustomer, IServiceProvider services, WaldoWebhookOptions options, CancellationToken stop)
    {
        var before = await handled.ReadAsync(identity, stop).ConfigureAwait(false);
        switch (before.Decide(identity))
        {
            case EventDecision.Duplicate:
                WebhookLog.Duplicate(logger, Kind(received), Id(received));
                return WebhookAnswer.Duplicate;
            case EventDecision.Late:
                WebhookLog.Late(logger, Kind(received), Id(received));
                return WebhookAnswer.Late;
        }

        var confirmation = options.ConfirmWithApi ? await ConfirmAsync(received, ownCustomer, services, stop).ConfigureAwait(false) : new Confirmation(received, null, null);
        if (confirmation.Problem is { } problem)
        {
            WebhookLog.Unconfirmed(logger, Kind(received), Id(received), problem);
            return WebhookAnswer.Unconfirmed;
        }

        var context = new WaldoWebhookContext
        {
            Origin = OriginOf(received, ownCustomer), Customer = confirmation.Customer, IsConfirmed = confirmation.Customer is not null,
        };
        if (!await TryRunAsync(confirmation.Event!, context, services, stop).ConfigureAwait(false))
        {
            return WebhookAnswer.Failed;
        }

        await handled.WriteAsync(identity, before.With(identity), options.DuplicateWindow).ConfigureAwait(false);
        WebhookLog.Handled(logger, Kind(received), Id(received));
        return WebhookAnswer.Handled;
    }

    private async Task<Confirmation> ConfirmAsync(WaldoEvent received, string? ownCustomer, IServiceProvider services, CancellationToken cancellationToken)
    {
        var waldo = clientOf(services) ?? throw new InvalidOperationException("ConfirmWithApi needs a Waldo client. Call services.AddWaldoClient(…).");
        try
        {
            return await WebhookConfirmation.ConfirmAsync(waldo, received, ownCustomer, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Confirmation.Refused("Waldo's API did not answer within HandlerTimeout.");
        }
        catch (WaldoException exception)
        {
            // Its message has no personal data.
            return Confirmation.Refused(exception.Message);
        }
#pragma warning disable CA1031 // Whatever a handler of the host's throws, such as an open circuit: Waldo could not be asked. Only its kind is told; a message may hold anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Confirmation.Refused($"Waldo's API could not be asked ({exception.GetType().Name}).");
        }
    }

    private async Task<bool> TryRunAsync(WaldoEvent received, WaldoWebhookContext context, IServiceProvider services, CancellationToken stop)
    {
        try
        {
            // A handler that does not heed its token must not hold the next event for ever.
            await handlerOf(services).HandleAsync(received, context, stop).WaitAsync(stop).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever a handler throws: the event is not done, and the sender is told so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            WebhookLog.HandlerFailed(logger, exception, Kind(received), Id(received));
            return false;
        }
    }

    private static WaldoWebhookOrigin OriginOf(WaldoEvent received, string? ownCustomer) => received switch
    {
        { RequestId: null or { Length: 0 } } => WaldoWebhookOrigin.NoRequestId,
        _ when ownCustomer is not null => WaldoWebhookOrigin.ThisApplication,
        _ => WaldoWebhookOrigin.Unknown,
    };

    // The body's own words do not go into the log as they are: without a secret they may be anything.
    private static string Kind(WaldoEvent received) => $"{received.GetType().Name} {EventStages.Of(received)}";

    private static string Id(WaldoEvent received) =>
        received.CustomerId is { Length: > 0 and <= 64 } id && id.All(char.IsAsciiLetterOrDigit) ? id : "(no readable id)";
}
