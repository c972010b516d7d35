using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>
/// How long the steps of one delivery may take. A stopping application lets a handler that runs come to its end, for as long as the server waits for its
/// requests; a delivery that still waits for its turn is given back at once.
/// </summary>
internal sealed class WebhookTimes : IDisposable
{
    private readonly CancellationTokenSource _outOfTime;
    private readonly CancellationTokenSource _waiting;
    private readonly CancellationTokenRegistration _serverGivesUp;

    public WebhookTimes(HttpContext context, TimeSpan limit, IHostApplicationLifetime? lifetime, TimeProvider time)
    {
        var stopping = lifetime?.ApplicationStopping ?? CancellationToken.None;
        _outOfTime = new CancellationTokenSource(limit, time);
        _waiting = CancellationTokenSource.CreateLinkedTokenSource(_outOfTime.Token, stopping);

        // A sender that hangs up does not end the work; a server that is at the end of its patience does.
        _serverGivesUp = context.RequestAborted.UnsafeRegister(
            _ =>
            {
                if (stopping.IsCancellationRequested)
                {
                    _outOfTime.Cancel();
                }
            },
            null);
    }

    /// <summary>Of everything.</summary>
    public CancellationToken End => _outOfTime.Token;

    /// <summary>Of waiting for the turn.</summary>
    public CancellationToken EndOfWaiting => _waiting.Token;

    public void Dispose()
    {
        _serverGivesUp.Dispose();
        _waiting.Dispose();
        _outOfTime.Dispose();
    }
}
