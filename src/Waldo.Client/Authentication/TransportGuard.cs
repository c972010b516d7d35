namespace Waldo.Client.Authentication;

/// <summary>Sees to it that the transport does not follow redirects: they could carry credentials to another host.</summary>
internal static class TransportGuard
{
    // One at a time: of two first calls at once, one might still want to change a handler that the other has begun to use.
    private static readonly object Gate = new();

    /// <summary>Turns redirects off in the handler at the end of the chain, where it is one of .NET's own.</summary>
    /// <exception cref="InvalidOperationException">The handler follows redirects and is in use already, so that it cannot be changed any more.</exception>
    public static void TurnOffRedirects(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler link)
        {
            handler = link.InnerHandler;
        }

        try
        {
            lock (Gate)
            {
                switch (handler)
                {
                    case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                        sockets.AllowAutoRedirect = false;
                        break;
                    case HttpClientHandler { AllowAutoRedirect: true } client:
                        client.AllowAutoRedirect = false;
                        break;
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The transport below the AuthenticationHandler follows redirects, which could carry credentials to another host, and it has been used already. "
                + "Set AllowAutoRedirect = false when you create it, or give Waldo a transport of its own.",
                exception);
        }
    }
}
