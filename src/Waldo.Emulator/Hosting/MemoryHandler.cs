namespace Waldo.Emulator.Hosting;

/// <summary>The in-memory door. Makes a connection that the emulator cuts look like one: the test host reports it as a bare exception.</summary>
internal sealed class MemoryHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not HttpRequestException && !cancellationToken.IsCancellationRequested && !IsMisuse(e))
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, "The emulator cut the connection before it answered.", new IOException(e.Message, e));
        }
    }

    private static bool IsMisuse(Exception e) => e is ArgumentException or InvalidOperationException or NotSupportedException;
}
