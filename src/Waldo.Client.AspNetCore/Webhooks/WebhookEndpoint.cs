using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client.AspNetCore.Diagnostics;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>The door for webhooks of one client: who may come in, and what is told to those who may not.</summary>
internal sealed class WebhookEndpoint : IDisposable
{
    private readonly WebhookDelivery _delivery;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable? _subscription;
    private volatile WaldoWebhookOptions _options;

    public WebhookEndpoint(
        string name, IOptionsMonitor<WaldoWebhookOptions> monitor, WebhookDelivery delivery, IHostApplicationLifetime? lifetime, TimeProvider time, ILogger logger)
    {
        _delivery = delivery;
        _lifetime = lifetime;
        _time = time;
        _logger = logger;
        _options = monitor.Get(name);

        // Options that do not pass validation never get here: the last good ones stay in force.
        _subscription = monitor.OnChange((options, changed) =>
        {
            if (string.Equals(changed ?? Options.DefaultName, name, StringComparison.Ordinal))
            {
                _options = options;
            }
        });
    }

    public WaldoWebhookOptions Current => _options;

    public async Task HandleAsync(HttpContext context)
    {
        var options = _options;
        using var times = new WebhookTimes(context, options.HandlerTimeout, _lifetime, _time);
        var answer = await AnswerAsync(context, options, times).ConfigureAwait(false);
        WebhookMetrics.Count(answer.Outcome);
        if (answer.Outcome == WebhookAnswer.GoneOutcome || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await answer.WriteAsync(context.Response).ConfigureAwait(false);
    }

    public void Dispose() => _subscription?.Dispose();

    private async Task<WebhookAnswer> AnswerAsync(HttpContext context, WaldoWebhookOptions options, WebhookTimes times)
    {
        var request = context.Request;
        var isSecretRight = WebhookSecret.IsRight(request, options);
        if (options.Secret is not null && !isSecretRight)
        {
            return Refuse(WebhookAnswer.Unauthorized("its secret is missing or wrong. The URL on Waldo's dashboard must end in ?secret=… with the configured secret."));
        }

        if (!WebhookBody.IsJson(request))
        {
            return Refuse(WebhookAnswer.WrongType);
        }

        byte[]? body;
        try
        {
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(times.End, context.RequestAborted);
            body = await WebhookBody.ReadAsync(request, options.MaxBodyBytes, reading.Token).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(WebhookAnswer.Broken(exception.StatusCode));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return context.RequestAborted.IsCancellationRequested ? WebhookAnswer.Gone : Refuse(WebhookAnswer.Broken(StatusCodes.Status408RequestTimeout));
        }

        if (body is null)
        {
            return Refuse(WebhookAnswer.TooLarge(options.MaxBodyBytes));
        }

        try
        {
            if (options.Verifier is { } verifier && !await verifier.VerifyAsync(request, body, times.End).ConfigureAwait(false))
            {
                return Refuse(WebhookAnswer.Unauthorized("the verifier of this application does not accept it."));
            }

            return await _delivery.HandleAsync(WaldoWebhook.Parse(body), body, context.RequestServices, options, times).ConfigureAwait(false);
        }
        catch (WaldoWebhookException)
        {
            return Refuse(WebhookAnswer.Malformed);
        }
    }

    private WebhookAnswer Refuse(WebhookAnswer answer)
    {
        WebhookLog.Refused(_logger, answer.Text);
        return answer;
    }
}
