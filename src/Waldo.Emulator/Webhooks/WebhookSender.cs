using System.Net.Http.Headers;
using System.Text;

namespace Waldo.Emulator.Webhooks;

/// <summary>Posts one webhook once. It never throws: an unreachable receiver is an answer too.</summary>
internal sealed class WebhookSender(HttpMessageHandler transport, EmulatorClock clock, TimeSpan timeout, CancellationToken stopping) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(transport, disposeHandler: false);

    public async Task<WebhookAttempt> PostAsync(Uri target, string body)
    {
        var at = clock.GetUtcNow();

        // The machine's time: a receiver that hangs must not hang a clock that waits for it.
        using var tooLong = new CancellationTokenSource(timeout, clock.Source);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stopping);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Waldo.Emulator", null));
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return new WebhookAttempt(at, (int)response.StatusCode, null);
        }
        catch (OperationCanceledException)
        {
            return new WebhookAttempt(at, null, tooLong.IsCancellationRequested ? "The receiver took too long." : "The emulator was stopped.");
        }
#pragma warning disable CA1031 // Whatever a transport throws, the delivery failed and the emulator lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new WebhookAttempt(at, null, e is HttpRequestException http ? $"No answer: {http.HttpRequestError}." : "No answer.");
        }
    }

    public void Dispose() => _http.Dispose();
}
