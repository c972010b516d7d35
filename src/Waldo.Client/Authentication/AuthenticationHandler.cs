using System.Net;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Diagnostics;

namespace Waldo.Client;

/// <summary>
/// Authenticates requests to the Waldo API: obtains a token once for any number of concurrent calls, sends it as
/// <c>Authorization: Bearer</c>, takes over the fresh token of every successful response, and repeats a request once where Waldo rejected its token and
/// the request can be repeated.
/// </summary>
/// <remarks>
/// <para>
/// Tokens go to the origin of <see cref="WaldoClientOptions.BaseAddress"/> only. The handler turns off automatic redirects of the
/// <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> below it, and removes the <c>Authorization</c> header from responses, so that
/// nobody logs it.
/// </para>
/// <para>See <see href="https://docs.waldo.ai/guides/authentication-process"/>. Thread-safe; one instance keeps one token.</para>
/// </remarks>
/// <example>
/// <code>
/// using var http = new HttpClient(new AuthenticationHandler(options) { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = options.BaseAddress };
/// </code>
/// </example>
public class AuthenticationHandler : DelegatingHandler, IAuthenticationTransport
{
    private const string Authorization = "Authorization";
    // With the current token of another call, with one that the store gave, and with a fresh one.
    private const int MostReplays = 3;

    private readonly TokenEngine _engine;
    private readonly bool _ownsEngine;
    private volatile bool _isTransportChecked;

    /// <summary>Makes a handler with a token of its own; set <see cref="DelegatingHandler.InnerHandler"/> before use.</summary>
    /// <param name="options">Credentials, address and times. Read now; later changes of the object have no effect.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options are not usable; the message says which setting and what to do.</exception>
    public AuthenticationHandler(WaldoClientOptions options)
        : this(new TokenEngine(ClientSettings.ReadValidated(options)), ownsEngine: true)
    {
    }

    /// <summary>Makes a handler with a token of its own.</summary>
    /// <param name="options">Credentials, address and times. Read now; later changes of the object have no effect.</param>
    /// <param name="innerHandler">What sends the requests.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are not usable; the message says which setting and what to do.</exception>
    public AuthenticationHandler(WaldoClientOptions options, HttpMessageHandler innerHandler)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        InnerHandler = innerHandler;
    }

    /// <summary>Makes a handler that shares the token of others.</summary>
    internal AuthenticationHandler(TokenEngine engine, bool ownsEngine = false)
    {
        _engine = engine;
        _ownsEngine = ownsEngine;
    }

    Task<HttpResponseMessage> IAuthenticationTransport.SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CheckTransport();
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a request with a token.</summary>
    /// <param name="request">The request; its URI must be absolute and of the origin of <see cref="WaldoClientOptions.BaseAddress"/>.</param>
    /// <param name="cancellationToken">Stops waiting and sending.</param>
    /// <returns>Waldo's answer, whatever its status.</returns>
    /// <exception cref="InvalidOperationException">The request goes to another origin; nothing was sent.</exception>
    /// <exception cref="WaldoException">There is no token; the request was not sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: true, cancellationToken);

    /// <inheritdoc cref="SendAsync(HttpRequestMessage, CancellationToken)"/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsEngine)
        {
            _engine.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var credentials = _engine.Settings.Credentials;
        if (request is WaldoRequestMessage || !credentials.IsSameOrigin(request.RequestUri))
        {
            RequestAddress.Follow(request, credentials);
            RefuseOtherOrigins(request, credentials);
        }

        CheckTransport();
        var token = _engine.TryUse(this) ?? await _engine.GetAsync(this, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(token.Credentials, credentials))
        {
            // While this call waited, a reload may have moved the client to another address.
            RequestAddress.Follow(request, token.Credentials);
            RefuseOtherOrigins(request, token.Credentials);
        }

        // Not every transport looks before it sends, and some calls cost money.
        cancellationToken.ThrowIfCancellationRequested();
        var sequence = Attach(request, token);
        var response = isAsync
            ? await base.SendAsync(request, cancellationToken).ConfigureAwait(false)
            : base.Send(request, cancellationToken);
        TakeToken(request, response, token, sequence);
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? await ReplayAsync(request, response, token, isAsync, cancellationToken).ConfigureAwait(false)
            : response;
    }

    private async Task<HttpResponseMessage> ReplayAsync(
        HttpRequestMessage request, HttpResponseMessage response, TokenSnapshot token, bool isAsync, CancellationToken cancellationToken)
    {
        for (var replays = 0; replays < MostReplays; replays++)
        {
            TokenSnapshot next;
            try
            {
                var canReplay = ReplayableContent.IsReplayable(request.Content);
                if (!await TokenRejection.IsInAsync(response, canReplay, cancellationToken).ConfigureAwait(false)
                    || !_engine.TryReject(token)
                    || !canReplay)
                {
                    return response;
                }

                // A request that Waldo rejected for its token was not carried out: it is as if it had never left.
                SendState.Find(request)?.NotCarriedOut();
                next = await _engine.GetAsync(this, cancellationToken).ConfigureAwait(false);
                RequestAddress.Follow(request, next.Credentials);
                if (!next.Credentials.IsSameOrigin(request.RequestUri))
                {
                    return response;
                }
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
            AuthenticationMetrics.Replayed();
            var sequence = Attach(request, next);
            response = isAsync
                ? await base.SendAsync(request, cancellationToken).ConfigureAwait(false)
                : base.Send(request, cancellationToken);
            TakeToken(request, response, next, sequence);

            // Where the token of another call or of the store is rejected too, all that were about have been revoked; a fresh one is the last resort.
            if (next.FromAuthentication)
            {
                break;
            }

            token = next;
        }

        return response;
    }

    private long Attach(HttpRequestMessage request, TokenSnapshot token)
    {
        request.Headers.Remove(Authorization);
        request.Headers.TryAddWithoutValidation(Authorization, token.HeaderValue);
        return _engine.NextSequence();
    }

    private void TakeToken(HttpRequestMessage request, HttpResponseMessage response, TokenSnapshot sentWith, long sequence)
    {
        if (response.IsSuccessStatusCode)
        {
            _engine.Accepted(sentWith);
        }

        if (!response.Headers.NonValidated.TryGetValues(Authorization, out var values))
        {
            return;
        }

        // A mock may leave RequestMessage null; then the request that was sent counts.
        var answeredFor = response.RequestMessage?.RequestUri ?? request.RequestUri;
        if (response.IsSuccessStatusCode && values.Count == 1 && sentWith.Credentials.IsSameOrigin(answeredFor))
        {
            var value = values.ToString();
            if (value.Length <= TokenFactory.Scheme.Length + TokenFactory.LongestToken && value.StartsWith(TokenFactory.Scheme, StringComparison.OrdinalIgnoreCase))
            {
                _engine.Adopt(AsSent(value), response, sentWith, sequence);
            }
        }

        response.Headers.Remove(Authorization);
    }

    /// <summary>The value as a request carries it; usually the response has written it like that already.</summary>
    private static string AsSent(string value) =>
        value.StartsWith(TokenFactory.Scheme, StringComparison.Ordinal)
        && value.Length > TokenFactory.Scheme.Length && value[^1] != ' ' && value[TokenFactory.Scheme.Length] != ' '
            ? value
            : TokenFactory.Scheme + value[TokenFactory.Scheme.Length..].Trim(' ');

    private void CheckTransport()
    {
        if (!_isTransportChecked)
        {
            TransportGuard.TurnOffRedirects(InnerHandler);
            _isTransportChecked = true;
        }
    }

    private static void RefuseOtherOrigins(HttpRequestMessage request, Credentials credentials)
    {
        if (!credentials.IsSameOrigin(request.RequestUri))
        {
            var target = request.RequestUri is { IsAbsoluteUri: true } uri ? Origin(uri) : "a relative address";
            throw new InvalidOperationException(
                $"The request goes to {target}, but its token is for {Origin(credentials.BaseAddress)} only; it was not sent. "
                + $"Use an address below {nameof(WaldoClientOptions)}.{nameof(WaldoClientOptions.BaseAddress)}, and another HttpClient for other hosts.");
        }
    }

    // Without user information, which may be a password.
    private static string Origin(Uri uri) => $"{uri.Scheme}://{uri.Authority}";
}
