using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests;

/// <summary>
/// Credentials, tokens and personal data appear nowhere: not in logs, scopes, traces and metrics, nor in any exception or text of an object, in a long
/// conversation in which everything fails once.
/// </summary>
public sealed class SecretsTests : IAsyncDisposable
{
    private const string Ssn = "912-34-5678";

    /// <summary>Stands in every key, secret, name, address and body of the conversation.</summary>
    private const string Canary = "c4n4ry";

    private static readonly OnboardMembers Person = new()
    {
        FirstName = "Fc4n4ry",
        LastName = "Lc4n4ry",
        Email = "e+c4n4ry@example.org",
        Phone = "+12025550c4n4ry",
        Address = "1 c4n4ry Lane",
        City = "Cc4n4ry",
        State = "c4n4ry",
        ZipCode = "0c4n4ry",
        OfficialId = OfficialId.Ssn(Ssn),
        DateOfBirth = new DateOnly(1987, 11, 23),
        IpAddress = "203.0.113.199",
        ExternalId = "crm-1",
    };

    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly ScriptedServer _server;
    private readonly IConfigurationRoot _configuration;
    private readonly RecordingLoggerFactory _log = new();
    private readonly StoreOfCanaries _store;
    private readonly ServiceProvider _provider;
    private readonly WaldoClient _waldo;
    private readonly WaldoClient _repeating;
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ConcurrentQueue<string> _tokens = new();

    public SecretsTests()
    {
        _server = new ScriptedServer(_time);
        _store = new StoreOfCanaries(this);
        _configuration = Configurations.Waldo(("Waldo:ApiKey", "wk.c4n4ry"), ("Waldo:ClientSecret", "ws.c4n4ry"), ("Waldo:MaxRetries", "0"));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddWaldoClient(_configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _server);
        services.AddWaldoClient(options => (options.TokenStore, options.EvaluationTracker) = (_store, new TrackerOfCanaries()));
        services.AddWaldoClient("repeating", options =>
        {
            options.ApiKey = "wk.c4n4ry";
            options.ClientSecret = "ws.c4n4ry";
            options.BaseAddress = new Uri(ScriptedServer.Origin);

            // Waits between attempts end at once, time-outs never.
            options.TimeProvider = new JumpingTime(TimeSpan.FromSeconds(9));
        }).AddHttpMessageHandler(() => new SecondPass()).ConfigurePrimaryHttpMessageHandler(() => _server);
        services.AddHttpClient("other").AddWaldoAuthentication().ConfigurePrimaryHttpMessageHandler(() => _server);
        _provider = services.BuildServiceProvider();
        _waldo = _provider.GetRequiredService<WaldoClient>();
        _repeating = _provider.GetRequiredKeyedService<WaldoClient>("repeating");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _server.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_whole_conversation_with_failures_tells_no_secret_to_anyone()
    {
        using var recorder = new EverythingRecorder();

        await FailingAuthenticationsAsync();
        await SuccessesAsync();
        await OddRollingTokensAsync();
        await RejectedTokensAsync();
        await ErrorAnswersAsync();
        await NoAnswersAsync();
        await RepeatedCallsAsync();
        await EvaluationsAsync();
        await FailingRenewalAsync();
        await ReloadsAsync();
        await RefusedArgumentsAsync();

        ShouldHaveBeenHeard(recorder);
        foreach (var text in _log.Entries.Select(e => e.Text).Concat(recorder.Heard).Concat(_texts))
        {
            ShouldBeClean(text);
        }
    }

    [Fact]
    public void No_public_type_shows_a_secret_as_text()
    {
        var json = JsonSerializer.Deserialize<JsonElement>($"\"{Canary}\"");
        var more = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [Canary] = json };
        var tag = new WarningTag { Tag = "ssn", Label = Canary, Passed = false, AdditionalProperties = more };
        var validation = new Validation { Status = CustomerStatus.Rejected, WarningTags = [tag], AdditionalProperties = more };
        var kyc = new KycHistoryEntry { Date = TestTimes.Start, IssuingDate = Person.DateOfBirth, AdditionalProperties = more };
        var fraud = new FraudHistoryEntry { Date = TestTimes.Start, Score = 0.5, AdditionalProperties = more };
        var request = Samples.Onboarding(_ => Person);
        request.AdditionalProperties = more;
        object[] objects =
        [
            request,
            new OnboardOptions { IncludeFraudCheck = true },
            Person.OfficialId!,
            new OnboardResponse { CustomerId = "c", Uri = Canary, Event = Canary, Errors = [json], Validation = validation, AdditionalProperties = more },
            new Customer
            {
                CustomerId = "c", FirstName = Canary, LastName = Canary, Email = Canary, Phone = Canary, Address = Canary, City = Canary, State = Canary,
                ZipCode = Canary, Country = Canary, Uri = Canary, OfficialId = Person.OfficialId, DateOfBirth = Person.DateOfBirth,
                IpAddress = new CustomerIpAddress { Value = Canary }, Validation = validation, AdditionalProperties = more,
            },
            new CustomerIpAddress { Value = Canary, Valid = true, AdditionalProperties = more },
            new CustomerQuery { Email = Canary, OfficialId = Ssn, ZipCode = Canary, DateOfBirth = Person.DateOfBirth, CustomerId = Canary, ExternalId = Canary },
            new Evaluation { Type = EvaluationType.Kyc, AdditionalProperties = more },
            validation,
            tag,
            new EvaluationHandle("c", "r", EvaluationType.Kyc, TestTimes.Start),
            new EvaluationResponse { CustomerId = "c", Uri = Canary, Event = Canary, Errors = [json], Validation = validation, AdditionalProperties = more },
            new EvaluationWaitOptions { Progress = new Progress<Customer>() },
            new FlagResponse { CustomerId = "c", Uri = Canary, AdditionalProperties = more },
            new KycHistory { Active = kyc, History = [kyc], AdditionalProperties = more },
            kyc,
            new FraudHistory { Active = fraud, History = [fraud], AdditionalProperties = more },
            fraud,
            Document(),
            Document().Content,
            new UploadProgress(1, 2),
            new OnboardEvent { CustomerId = "c", Uri = Canary, Validation = validation, AdditionalProperties = more },
            new EvaluationEvent { CustomerId = "c", Uri = Canary, Validation = validation, AdditionalProperties = more },
            new FlagEvent { CustomerId = "c", Uri = Canary, AdditionalProperties = more },
            new UnknownEvent { CustomerId = "c", Uri = Canary, AdditionalProperties = more },
            new AccessToken(Canary, TestTimes.Start),
            _waldo.GetAuthenticationStatus(),
            new WaldoClientOptions { ApiKey = Canary, ClientSecret = Canary },
            _waldo,
            new AuthenticationHandler(new WaldoClientOptions { ApiKey = Canary, ClientSecret = Canary }),
            default(DocumentType), default(DocumentSide), default(CustomerStatus), default(KycOutcome), default(EvaluationType), default(EvaluationStatus), default(OfficialIdType), default(WaldoErrorCode),
        ];

        var forgotten = typeof(WaldoClient).Assembly.GetExportedTypes()
            .Where(t => !t.IsInterface && !(t.IsAbstract && t.IsSealed) && !typeof(Exception).IsAssignableFrom(t))
            .Where(t => !objects.Any(t.IsInstanceOfType));
        forgotten.ShouldBeEmpty("every public type is looked at");
        foreach (var thing in objects)
        {
            ShouldBeClean(thing.ToString()!);
            ShouldBeClean($"{thing}");
        }
    }

    [Fact]
    public void No_debugger_display_shows_a_secret()
    {
        var shown = typeof(WaldoClient).Assembly.GetExportedTypes()
            .Select(t => (t, t.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value))
            .Where(t => t.Value is not null);

        shown.ShouldBe([(typeof(AccessToken), "{ToString(),nq}"), (typeof(WaldoClientOptions), "{BaseAddress}")], ignoreOrder: true);
        foreach (var secret in (PropertyInfo?[])
        [
            typeof(AccessToken).GetProperty(nameof(AccessToken.Value)),
            typeof(WaldoClientOptions).GetProperty(nameof(WaldoClientOptions.ApiKey)),
            typeof(WaldoClientOptions).GetProperty(nameof(WaldoClientOptions.ClientSecret)),
        ])
        {
            secret!.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State.ShouldBe(DebuggerBrowsableState.Never);
        }
    }

    private async Task FailingAuthenticationsAsync()
    {
        const string Page = "<html>ws.c4n4ry wk.c4n4ry</html>";
        (HttpStatusCode Status, string Body)[] answers =
        [
            (HttpStatusCode.BadRequest, "{'code':'MISSING_PARAMETERS','message':'c4n4ry'}"),
            (HttpStatusCode.Unauthorized, """{"code":"INVALID_API_KEY","message":"Invalid API key wk.c4n4ry"}"""),
            (HttpStatusCode.Forbidden, Page),
            (HttpStatusCode.InternalServerError, Page),
            (HttpStatusCode.TooManyRequests, """{"code":"c4n4ry@x","message":"ws.c4n4ry"}"""),
            (HttpStatusCode.OK, Page),
            (HttpStatusCode.OK, """{"access_token":"c4n4ry"}"""),
            (HttpStatusCode.OK, """{"token":"c4n4ry\r\nwith a line break"}"""),
            (HttpStatusCode.OK, $$"""{"token":"{{TestJwt.Create(TestTimes.Start, TestTimes.Start.AddDays(-1), Canary)}}"}"""),
        ];
        foreach (var (status, body) in answers)
        {
            _server.OnAuthenticate = (_, _) => Task.FromResult(_server.Json(status, body));
            await FailsAsync<WaldoApiException>(FindAsync);

            // The one who asks a second time, within the back-off.
            await FailsAsync<WaldoApiException>(FindAsync);
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        _server.OnAuthenticate = (_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException("refused"));
        await FailsAsync<WaldoTransportException>(FindAsync);
        var gate = new Gate();
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await gate.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        var waiting = FindAsync();
        await gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await FailsAsync<WaldoTimeoutException>(() => waiting);

        // The store, meanwhile, has failed every time; now it works again.
        _store.Fails = false;
        _server.OnAuthenticate = null;
        await FindAsync();
    }

    private async Task SuccessesAsync()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(_server.IssueToken(), Samples.CustomersAnswer.Replace("Mara", Canary, StringComparison.Ordinal)));
        _texts.Enqueue(string.Join(' ', await FindAsync()));
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(_server.IssueToken(), Samples.OnboardAnswer));
        _texts.Enqueue((await OnboardAsync()).ToString());
        _texts.Enqueue((await _waldo.GetAccessTokenAsync(Cancel)).ToString());
        using var other = _provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var response = await other.GetAsync(new Uri($"{ScriptedServer.Origin}/customer?officialId={Ssn}"), Cancel);
        _texts.Enqueue(response.ToString());
        _server.OnCall = null;
    }

    private async Task OddRollingTokensAsync()
    {
        foreach (var odd in (string[])["opaque-c4n4ry", TestJwt.FromPayload("c4n4ry"), "c4n4ry with spaces", new string('x', 20_000)])
        {
            _tokens.Enqueue(odd);
            _server.OnCall = (_, _) => Task.FromResult(_server.Success(odd));
            await FindAsync();
        }

        _server.OnCall = null;
    }

    private async Task RejectedTokensAsync()
    {
        _server.RevokeAll();
        await FindAsync();
        _server.OnCall = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.Unauthorized, "<html>Bearer c4n4ry</html>"));
        await FailsAsync<WaldoApiException>(FindAsync);
        await FailsAsync<WaldoApiException>(OnboardAsync);
        _server.OnCall = null;
        await FindAsync();
    }

    private async Task ErrorAnswersAsync()
    {
        foreach (var status in (int[])[200, 204, 302, 400, 403, 404, 409, 422, 429, 500, 502, 503])
        {
            foreach (var body in (string[])
            [
                $$"""{"code":"INVALID_DATA","message":"Invalid {{Ssn}} of e+c4n4ry@example.org","requestId":"e+c4n4ry@example.org"}""",
                $"<html>{Ssn} c4n4ry</html>",
                $$"""{"customers":[{"firstName":["c4n4ry"]}],"customerId":["c4n4ry","{{Ssn}}"]}""",
                """{"code":"c4n4ry text","message":"c4n4ry""",
            ])
            {
                _server.OnCall = (_, _) => Task.FromResult(_server.Json((HttpStatusCode)status, body));
                await MayFailAsync(FindAsync);
                await MayFailAsync(OnboardAsync);
            }
        }

        _server.OnCall = null;
    }

    private async Task NoAnswersAsync()
    {
        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new IOException("reset"));
        await FailsAsync<WaldoTransportException>(FindAsync);
        await FailsAsync<WaldoTransportException>(OnboardAsync);
        foreach (var call in (Func<Task>[])[FindAsync, OnboardAsync])
        {
            var gate = new Gate();
            _server.OnCall = async (_, cancellationToken) =>
            {
                await gate.PassAsync(cancellationToken);
                return _server.Success();
            };
            var waiting = call();
            await gate.ArrivedAsync();
            _time.Advance(TimeSpan.FromSeconds(100));
            await FailsAsync<WaldoTimeoutException>(() => waiting);
        }

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FailsAsync<OperationCanceledException>(() => _waldo.OnboardAsync(Samples.Onboarding(_ => Person), cancelled.Token));
        _server.OnCall = null;
    }

    private async Task RepeatedCallsAsync()
    {
        Func<Task>[] calls =
        [
            () => _repeating.OnboardAsync(Samples.Onboarding(_ => Person), Cancel),
            () => _repeating.EnsureOnboardedAsync(Samples.Onboarding(_ => Person), Cancel),
            () => _repeating.FindCustomersAsync(CustomerQuery.ByOfficialId(Ssn), Cancel),
            () => _repeating.FlagCustomerAsync(Samples.CustomerId, $"note about {Canary}, {Ssn}", Cancel),
            () => _repeating.UnflagCustomerAsync(Samples.CustomerId, Cancel),
            () => _repeating.CheckFraudAsync(Samples.CustomerId, Cancel),
            () => _repeating.UploadDocumentAsync(Document(), cancellationToken: Cancel),
            () => _repeating.GetKycHistoryAsync(Samples.CustomerId, Cancel),
            () => _repeating.GetFraudHistoryAsync(Samples.CustomerId, Cancel),
        ];
        foreach (var status in (int[])[200, 400, 401, 403, 404, 429, 500, 503])
        {
            _server.OnCall = (_, _) => Task.FromResult(
                _server.Json((HttpStatusCode)status, $$"""{"code":"c4n4ry text","message":"{{Ssn}}","customers":"c4n4ry","customerId":["c4n4ry"]}"""));
            foreach (var call in calls)
            {
                await MayFailAsync(call);
            }
        }

        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new IOException("reset"));
        foreach (var call in calls)
        {
            await MayFailAsync(call);
        }

        _server.OnCall = null;
    }

    private async Task EvaluationsAsync()
    {
        var customer = Samples.CustomersAnswer.Replace("Mara", Canary, StringComparison.Ordinal).Replace("\"idle\"}", "\"failed\"}", StringComparison.Ordinal);
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: customer));
        await FailsAsync<WaldoEvaluationFailedException>(() => _waldo.WaitForEvaluationAsync(new EvaluationHandle(Samples.CustomerId), null, Cancel));
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: customer.Replace("failed", "in_progress", StringComparison.Ordinal)));
        var options = new EvaluationWaitOptions { Timeout = TimeSpan.FromSeconds(3) };
        var waiting = _waldo.WaitForEvaluationAsync(new EvaluationHandle(Samples.CustomerId), options, Cancel);
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return waiting.IsCompleted;
        });
        await FailsAsync<WaldoEvaluationTimeoutException>(() => waiting);
        foreach (var body in (string[])["<html>c4n4ry</html>", """{"event":["c4n4ry"]}""", """{"event":"onboard","validation":"c4n4ry"}"""])
        {
            Note(Record.Exception(() => _ = WaldoWebhook.Parse(Encoding.UTF8.GetBytes(body))));
        }

        Refused(() => DocumentContent.FromFile($"/c4n4ry/nowhere/licence.jpg"));
        _server.OnCall = null;
    }

    private async Task FailingRenewalAsync()
    {
        _server.Rolls = false;
        await FindAsync();
        _store.Fails = true;
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.Unauthorized, """{"code":"INVALID_API_KEY","message":"c4n4ry"}"""));
        var failed = _log.Count(103);
        for (var minute = 0; minute < 60 && _log.Count(103) == failed; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var authentications = _server.Authentications;
            await MayFailAsync(FindAsync);
            if (_server.Authentications > authentications)
            {
                break;
            }
        }

        await Eventually.TrueAsync(() => _log.Count(103) > failed);
        _server.OnAuthenticate = null;
    }

    private async Task ReloadsAsync()
    {
        Reload("Waldo:ClientSecret", "ws.c4n4ry-new");
        await FindAsync();
        foreach (var (setting, value) in ((string, string)[])
        [
            ("Waldo:ApiKey", "ws.c4n4ry"),
            ("Waldo:ApiKey", "wk.c4n4ry\n"),
            ("Waldo:BaseAddress", "http://c4n4ry.example"),
            ("Waldo:BaseAddress", "c4n4ry"),
            ("Waldo:TotalTimeout", "c4n4ry"),
        ])
        {
            var good = _configuration[setting];
            Refused(() => Reload(setting, value));
            _configuration[setting] = good;
            _configuration.Reload();
        }

        await FindAsync();
    }

    private async Task RefusedArgumentsAsync()
    {
        await FailsAsync<ArgumentException>(() => _waldo.OnboardAsync(Samples.Onboarding(_ => Person with { Country = " " }), Cancel));
        await FailsAsync<ArgumentException>(() => _waldo.OnboardAsync(Samples.Onboarding(_ => Person with { IpAddress = Canary }), Cancel));
        await FailsAsync<ArgumentException>(() => _waldo.FindCustomersAsync(new CustomerQuery { Email = Canary, ZipCode = " " }, Cancel));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, $"https://elsewhere.test/?officialId={Ssn}");
        await FailsAsync<ArgumentException>(() => _waldo.SendAsync(elsewhere, Cancel));
        using var other = _provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        await FailsAsync<InvalidOperationException>(() => other.GetAsync(new Uri($"https://c4n4ry:{Canary}@elsewhere.test/{Canary}?officialId={Ssn}"), Cancel));
        Refused(() => OfficialId.Ssn(Ssn + "0"));
        Refused(() => _ = new AccessToken(" ", TestTimes.Start));
        Refused(() => _ = new WaldoClient(new WaldoClientOptions { ApiKey = "ws.c4n4ry", ClientSecret = "wk.c4n4ry" }));
        Refused(() => _ = new WaldoClient(new WaldoClientOptions { ApiKey = "c4n4ry\0", ClientSecret = " c4n4ry", BaseAddress = new Uri("https://c4n4ry:c4n4ry@x/?c4n4ry") }));
    }

    private Task<IReadOnlyList<Customer>> FindAsync() =>
        _waldo.FindCustomersAsync(new CustomerQuery { OfficialId = Ssn, Email = Person.Email, DateOfBirth = Person.DateOfBirth }, Cancel);

    private Task<OnboardResponse> OnboardAsync() => _waldo.OnboardAsync(Samples.Onboarding(_ => Person), Cancel);

    private static DocumentUpload Document() => new()
    {
        CustomerId = Samples.CustomerId,
        Type = DocumentType.Passport,
        Side = DocumentSide.Front,
        IssuingCountry = "USA",
        Content = DocumentContent.FromBytes((byte[])[0xff, 0xd8, 0xff, .. Encoding.ASCII.GetBytes($"{Canary} {Ssn}")], $"{Canary}-{Ssn}.jpg"),
    };

    private void Reload(string setting, string value)
    {
        _configuration[setting] = value;
        _configuration.Reload();
    }

    private async Task FailsAsync<T>(Func<Task> call)
        where T : Exception => Note(await Should.ThrowAsync<T>(call));

    private async Task MayFailAsync(Func<Task> call) => Note(await Record.ExceptionAsync(call));

    private void Refused(Action action) => Note(Record.Exception(action).ShouldNotBeNull());

    private void Note(Exception? exception)
    {
        // An exception's texts, and what a structured logger takes from it.
        for (var e = exception; e is not null; e = e.InnerException)
        {
            _texts.Enqueue($"{e} {e.Message} {e.Source} {string.Join(' ', e.Data.Keys.Cast<object>())} {string.Join(' ', e.Data.Values.Cast<object>())}");
        }
    }

    /// <summary>The conversation is worth something only where everything that can be said was said.</summary>
    private void ShouldHaveBeenHeard(EverythingRecorder recorder)
    {
        var messages = typeof(WaldoClient).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>();
        messages.Except(_log.Entries.Select(e => e.Id.Id)).ShouldBeEmpty("messages that were never logged");
        recorder.Heard.ShouldContain(h => h.StartsWith("activity Waldo.Client POST /authenticate", StringComparison.Ordinal));
        foreach (var instrument in recorder.Heard.Where(h => h.StartsWith("Waldo.Client ", StringComparison.Ordinal)).Select(h => h.Split(' ')[1]))
        {
            recorder.Heard.ShouldContain(h => h.StartsWith($"measured {instrument} ", StringComparison.Ordinal), instrument);
        }

        _texts.Count.ShouldBeGreaterThan(100);
    }

    private void ShouldBeClean(string text)
    {
        text.ShouldNotContain(Canary);
        text.ShouldNotContain(Ssn);
        text.ShouldNotContain(Ssn.Replace("-", string.Empty, StringComparison.Ordinal));
        text.ShouldNotContain("1987-11-23");
        text.ShouldNotContain("203.0.113.199");
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..8]);
        foreach (var token in _server.Requests.Select(r => r.Token).OfType<string>().Concat(_tokens).Distinct(StringComparer.Ordinal))
        {
            // The middle of a JWT is unique to it.
            text.ShouldNotContain(token.Split('.') is [_, var payload, _] ? payload : token);
        }
    }

    /// <summary>A host's handler that sends again whatever fails.</summary>
    private sealed class SecondPass : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return (int)response.StatusCode < 500 ? response : await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A tracker whose failures tell all they know.</summary>
    private sealed class TrackerOfCanaries : IEvaluationTracker
    {
        void IEvaluationTracker.Started(EvaluationHandle evaluation) => throw new InvalidOperationException($"{Canary} {evaluation}");

        public IDisposable Waiting(string customerId, Action wake) => throw new InvalidOperationException($"{Canary} {customerId}");
    }

    /// <summary>A store whose failures tell all they know.</summary>
    private sealed class StoreOfCanaries(SecretsTests test) : ITokenStore
    {
        public bool Fails { get; set; } = true;

        public async ValueTask<AccessToken> GetOrAuthenticateAsync(
            Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new InvalidOperationException($"redis://user:{Canary}@cache of {rejected?.Value}");
            }

            var token = await authenticate(cancellationToken);
            test._tokens.Enqueue(token.Value);
            return token;
        }

        public ValueTask SetAsync(AccessToken token, CancellationToken cancellationToken)
        {
            test._tokens.Enqueue(token.Value);
            return Fails ? throw new InvalidOperationException($"{Canary} {token.Value}") : default;
        }
    }
}
