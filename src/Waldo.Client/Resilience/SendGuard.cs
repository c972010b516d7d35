using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Resilience;

/// <summary>
/// The innermost handler: lets a request that costs money leave once per attempt of this client's. A retry handler that a host adds to all clients would
/// otherwise send a failing <c>POST /onboard</c> again and again; it gets the outcome of the first pass instead.
/// </summary>
internal sealed class SendGuard(TokenEngine engine) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = WaldoOperation.Of(request);
        if (!operation.ChangesState)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var state = SendState.Of(request);
        var (isFirst, outcome) = state.Leave();
        if (operation.IsRepeatable || engine.Settings.AllowHostRetries || operation.IsOther)
        {
            if (!isFirst)
            {
                state.LeaveAgain();
            }

            return base.SendAsync(request, cancellationToken);
        }

        return isFirst ? SendFirstAsync(request, outcome, cancellationToken) : RepeatAsync(request, operation, outcome.Task, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        WaldoOperation.Of(request).ChangesState
            ? SendAsync(request, cancellationToken).GetAwaiter().GetResult()
            : base.Send(request, cancellationToken);

    private async Task<HttpResponseMessage> SendFirstAsync(
        HttpRequestMessage request, TaskCompletionSource<FirstOutcome> outcome, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            outcome.SetResult(await FirstOutcome.KeepAsync(response, cancellationToken).ConfigureAwait(false));
            return response;
        }
        catch (Exception exception)
        {
            outcome.SetResult(new FirstOutcome(exception is OperationCanceledException
                ? new HttpRequestException("The request was given up after it had left; it is not sent again.", exception)
                : exception));
            throw;
        }
    }

    private async Task<HttpResponseMessage> RepeatAsync(
        HttpRequestMessage request, WaldoOperation operation, Task<FirstOutcome> outcome, CancellationToken cancellationToken)
    {
        ResilienceLog.SecondPassHeld(engine.Logger, operation.Name);
        ResilienceMetrics.Held(operation.Name);
        var first = await outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
        return first.Repeat(request);
    }
}
