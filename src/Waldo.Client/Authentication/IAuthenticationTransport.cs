namespace Waldo.Client.Authentication;

/// <summary>The way to Waldo below the <see cref="AuthenticationHandler"/>: what goes through it gets no token.</summary>
internal interface IAuthenticationTransport
{
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
