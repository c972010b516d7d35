using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Torture;

/// <summary>
/// The identity server and the API that all clients are put to: issues tokens by its clock, answers 401 to those that it does not accept, and counts
/// what reached it. <c>/authenticate</c> and OAuth 2's token endpoint are the same to it.
/// </summary>
internal sealed class FakeWaldo(TimeProvider time) : HttpMessageHandler
{
    public static readonly Uri Redirecting = new(Place.Origin, "redirect");
    public static readonly Uri Elsewhere = new("https://elsewhere.test/customer");

    private readonly ConcurrentDictionary<string, bool> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Uri> _astray = new();
    private int _authentications;
    private int _answered;

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How much its clock is ahead of the client's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Whether successes carry a new token, as Waldo documents it.</summary>
    public bool Rolls { get; set; }

    public TimeSpan IdentityDelay { get; set; }

    public IdentityState Identity { get; set; }

    /// <summary>OAuth 2's hint when to renew, in seconds; only MSAL reads it.</summary>
    public int? RefreshIn { get; set; }

    /// <summary>Answers a call with an accepted token in place of the default.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage>>? OnCall { get; set; }

    public int Authentications => Volatile.Read(ref _authentications);

    public bool IsAuthenticating => Volatile.Read(ref _answered) != Authentications;

    /// <summary>Other addresses that got a token.</summary>
    public IReadOnlyCollection<Uri> Astray => _astray;

    public void RevokeAll() => _accepted.Clear();

    public string Issue()
    {
        var token = FakeJwt.Create(time.GetUtcNow() + Ahead, TokenLife);
        _accepted[token] = true;
        return token;
    }

    public static HttpResponseMessage Success(string? rolled)
    {
        var response = Json(HttpStatusCode.OK, """{"customers":[]}""");
        if (rolled is not null)
        {
            response.Headers.TryAddWithoutValidation("Authorization", "Bearer " + rolled);
        }

        return response;
    }

    /// <summary>A 401 in Waldo's words, with the challenge that Azure.Core understands.</summary>
    public static HttpResponseMessage InvalidToken()
    {
        var response = Json(HttpStatusCode.Unauthorized, """{"code":"INVALID_TOKEN","message":"Invalid token."}""");
        var claims = Convert.ToBase64String("""{"access_token":{"nbf":{"essential":true}}}"""u8);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"");
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var response = request.Method == HttpMethod.Post
            ? await AuthenticateAsync(cancellationToken)
            : await CallAsync(request, uri, request.Headers.Authorization?.Parameter);
        response.RequestMessage ??= request;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private async Task<HttpResponseMessage> AuthenticateAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _authentications);
        try
        {
            if (IdentityDelay > TimeSpan.Zero)
            {
                // A server takes its time on the real clock, whatever clock the client has.
                await Task.Delay(IdentityDelay, cancellationToken);
            }

            return Identity switch
            {
                IdentityState.Down => throw new HttpRequestException(HttpRequestError.ConnectionError, "down"),
                IdentityState.Rejecting => Json(
                    HttpStatusCode.Unauthorized,
                    """{"code":"INVALID_API_KEY","message":"Invalid API key","error":"invalid_client","error_description":"Invalid client."}"""),
                _ => Json(HttpStatusCode.OK, TokenAnswer()),
            };
        }
        finally
        {
            Interlocked.Increment(ref _answered);
        }
    }

    private string TokenAnswer()
    {
        var token = Issue();
        var hint = RefreshIn is { } seconds ? string.Create(CultureInfo.InvariantCulture, $",\"refresh_in\":{seconds}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"token":"{{token}}","access_token":"{{token}}","token_type":"Bearer","expires_in":{{(int)TokenLife.TotalSeconds}}{{hint}}}""");
    }

    private async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, Uri uri, string? token)
    {
        if (uri.Scheme != Place.Origin.Scheme || uri.Authority != Place.Origin.Authority)
        {
            if (token is not null)
            {
                _astray.Enqueue(uri);
            }

            return Success(null);
        }

        if (uri.AbsolutePath == Redirecting.AbsolutePath)
        {
            var redirect = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
            redirect.Headers.Location = Elsewhere;
            return redirect;
        }

        if (token is null || !_accepted.ContainsKey(token))
        {
            return InvalidToken();
        }

        return OnCall is { } answer ? await answer(request) : Success(Rolls ? Issue() : null);
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>What the identity server does with credentials.</summary>
internal enum IdentityState
{
    Accepting,
    Rejecting,
    Down,
}
