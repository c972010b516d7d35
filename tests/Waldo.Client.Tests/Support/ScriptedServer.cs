using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Waldo.Client.Tests.Support;

/// <summary>
/// Waldo as a message handler: issues one-hour tokens by its own clock, rolls them with every success, answers 401 to tokens it does not accept, and
/// counts what reached it. A test replaces single answers.
/// </summary>
internal sealed class ScriptedServer(TimeProvider time) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, bool> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Method, string Path, string? Token)> _requests = new();
    private int _authentications;
    private int _calls;

    public const string Origin = "https://api.waldo.test";

    /// <summary>Whether successes carry a new token.</summary>
    public bool Rolls { get; set; } = true;

    /// <summary>Whether calls may carry tokens that were not issued here.</summary>
    public bool AcceptsAnyToken { get; set; }

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    public int Authentications => Volatile.Read(ref _authentications);

    /// <summary>Requests other than authentications.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyCollection<(string Method, string Path, string? Token)> Requests => _requests;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Answers <c>POST /authenticate</c> instead of the default.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? OnAuthenticate { get; set; }

    /// <summary>Answers a call with an accepted token instead of the default.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? OnCall { get; set; }

    /// <summary>Options for a client of this server, with the default retries.</summary>
    public WaldoClientOptions OptionsWithRetries => new()
    {
        ApiKey = "wk.test", ClientSecret = "ws.test", BaseAddress = new Uri(Origin), TimeProvider = time,
    };

    /// <summary>Options for a client of this server that repeats nothing, so that each failure is seen as it is.</summary>
    public WaldoClientOptions Options
    {
        get
        {
            var options = OptionsWithRetries;
            options.MaxRetries = 0;
            return options;
        }
    }

    /// <summary>A token that the server accepts from now on.</summary>
    public string IssueToken()
    {
        var token = TestJwt.Create(Now, Now + TokenLife);
        _accepted[token] = true;
        return token;
    }

    public void RevokeAll() => _accepted.Clear();

    public HttpResponseMessage TokenAnswer(string? token = null) => Json(HttpStatusCode.OK, $$"""{"token":"{{token ?? IssueToken()}}"}""");

    public HttpResponseMessage Success(string? rolled = null, string body = """{"customers":[]}""")
    {
        var response = Json(HttpStatusCode.OK, body);
        if (rolled is not null)
        {
            response.Headers.TryAddWithoutValidation("Authorization", "Bearer " + rolled);
        }

        return response;
    }

    public HttpResponseMessage InvalidToken() => Json(HttpStatusCode.Unauthorized, """{"code":"INVALID_TOKEN","message":"Invalid token."}""");

    public HttpResponseMessage InvalidApiKey() => Json(HttpStatusCode.Unauthorized, """{"code":"INVALID_API_KEY","message":"Invalid API key"}""");

    public HttpResponseMessage Json(HttpStatusCode status, string body)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Date = Now;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = request.Headers.Authorization?.Parameter;
        _requests.Enqueue((request.Method.Method, request.RequestUri!.PathAndQuery, token));
        var response = request.RequestUri!.AbsolutePath.EndsWith("/authenticate", StringComparison.Ordinal)
            ? await AuthenticateAsync(request, cancellationToken)
            : await CallAsync(request, token, cancellationToken);
        response.RequestMessage ??= request;
        return response;
    }

    private Task<HttpResponseMessage> AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _authentications);
        return OnAuthenticate?.Invoke(request, cancellationToken) ?? Task.FromResult(TokenAnswer());
    }

    private Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, string? token, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (token is null)
        {
            return Task.FromResult(Json(HttpStatusCode.Forbidden, """{"code":"NOT_AUTHORIZED","message":"Not authorized."}"""));
        }

        if (!AcceptsAnyToken && !_accepted.ContainsKey(token))
        {
            return Task.FromResult(InvalidToken());
        }

        return OnCall?.Invoke(request, cancellationToken) ?? Task.FromResult(Success(Rolls ? IssueToken() : null));
    }
}
