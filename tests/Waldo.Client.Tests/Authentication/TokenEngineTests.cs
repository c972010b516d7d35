using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>What happens when renewals fail, tokens are rejected and clients end, seen from the calls.</summary>
public sealed class TokenEngineTests
{
    private static readonly TimeSpan IntoTheWindow = TimeSpan.FromMinutes(58);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLoggerFactory _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_renewal_that_is_rejected_leaves_the_living_token_in_use()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        await FindAsync(waldo);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.InvalidApiKey());
        _time.Advance(IntoTheWindow);

        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(103) == 1);
        await FindAsync(waldo);

        server.Calls.ShouldBe(3);
        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_renewal_is_tried_again_after_thirty_seconds()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        await FindAsync(waldo);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));
        _time.Advance(IntoTheWindow);
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(103) == 1);

        _time.Advance(TimeSpan.FromSeconds(29));
        await FindAsync(waldo);
        server.Authentications.ShouldBe(2);
        server.OnAuthenticate = null;
        _time.Advance(TimeSpan.FromSeconds(2));
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(100) == 2);

        server.Authentications.ShouldBe(3);
    }

    [Fact]
    public async Task When_the_token_dies_after_failed_renewals_the_next_call_waits_for_a_new_one()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        await FindAsync(waldo);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));
        _time.Advance(IntoTheWindow);
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(103) == 1);
        server.OnAuthenticate = null;
        _time.Advance(TimeSpan.FromMinutes(2));

        await FindAsync(waldo);

        server.Calls.ShouldBe(3);
        server.Authentications.ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_waits_for_a_renewal_that_fails_gets_an_authentication_of_his_own()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server, authenticationTimeout: TimeSpan.FromMinutes(5));
        await FindAsync(waldo);
        var renewal = new Gate();
        server.OnAuthenticate = async (_, cancellationToken) =>
        {
            if (server.Authentications > 2)
            {
                return server.TokenAnswer();
            }

            await renewal.PassAsync(cancellationToken);
            return server.Json(HttpStatusCode.InternalServerError, string.Empty);
        };
        _time.Advance(IntoTheWindow);
        await FindAsync(waldo);
        await renewal.ArrivedAsync();

        // The token dies while its renewal is under way; the time-out of that is longer.
        _time.Advance(TimeSpan.FromSeconds(95));
        var waiting = FindAsync(waldo);
        renewal.Open();
        await waiting;

        (server.Calls, server.Authentications).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_renewal_that_brings_an_older_token_than_the_one_in_use_rests_like_one_that_failed()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        await FindAsync(waldo);
        var inUse = (await waldo.GetAccessTokenAsync(Cancel)).Value;
        _time.Advance(IntoTheWindow);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.TokenAnswer(TestJwt.Create(server.Now.AddMinutes(-59), server.Now.AddMinutes(1))));
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => waldo.GetAuthenticationStatus().RetryAfter is not null);

        for (var i = 0; i < 5; i++)
        {
            await FindAsync(waldo);
        }

        server.Requests.Where(request => request.Token is not null).ShouldAllBe(request => request.Token == inUse);
        (server.Calls, server.Authentications).ShouldBe((7, 2));
    }

    [Fact]
    public async Task Whoever_waits_for_a_renewal_gets_its_token()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server, authenticationTimeout: TimeSpan.FromMinutes(5));
        await FindAsync(waldo);
        var renewal = new Gate();
        server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await renewal.PassAsync(cancellationToken);
            return server.TokenAnswer();
        };
        _time.Advance(IntoTheWindow);
        await FindAsync(waldo);
        await renewal.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(95));

        var waiting = FindAsync(waldo);
        renewal.Open();
        await waiting;

        (server.Calls, server.Authentications).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_failed_authentication_that_is_no_rejection_is_tried_again_by_the_next_call()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnAuthenticate = (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");
        await Should.ThrowAsync<WaldoTransportException>(() => FindAsync(waldo));
        server.OnAuthenticate = null;

        await FindAsync(waldo);

        server.Authentications.ShouldBe(2);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Rejections_back_off_from_one_second_to_a_minute_and_success_resets_it()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.InvalidApiKey());
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var error = await Should.ThrowAsync<WaldoAuthenticationException>(() => FindAsync(waldo));
            waits.Add(error.RetryAfter!.Value.TotalSeconds);
            _time.Advance(error.RetryAfter.Value);
        }

        server.OnAuthenticate = null;
        await FindAsync(waldo);

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
        server.Authentications.ShouldBe(10);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Waldo_is_not_asked_again_before_the_time_it_named()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnAuthenticate = (_, _) =>
        {
            var answer = server.Json(HttpStatusCode.TooManyRequests, string.Empty);
            answer.Headers.TryAddWithoutValidation("Retry-After", "20");
            return Task.FromResult(answer);
        };

        await Should.ThrowAsync<WaldoRateLimitException>(() => FindAsync(waldo));
        _time.Advance(TimeSpan.FromSeconds(5));
        var later = await Should.ThrowAsync<WaldoRateLimitException>(() => FindAsync(waldo));

        later.RetryAfter.ShouldBe(TimeSpan.FromSeconds(15));
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_transport_that_ignores_cancellation_does_not_hang_the_callers()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var stuck = new Gate();
        server.OnAuthenticate = async (_, _) =>
        {
            await stuck.PassAsync(CancellationToken.None);
            return server.TokenAnswer();
        };
        var call = FindAsync(waldo);
        await stuck.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(10));
        var error = await Should.ThrowAsync<WaldoTimeoutException>(() => call);
        stuck.Open();

        error.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        error.MayHaveBeenProcessed.ShouldBeFalse();
        server.Authentications.ShouldBe(1);
        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Disposing_the_client_ends_those_who_wait()
    {
        using var server = new ScriptedServer(_time);
        var waldo = Client(server);
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.TokenAnswer();
        };
        var waiting = waldo.GetAccessTokenAsync(Cancel);
        await identity.ArrivedAsync();

        waldo.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
        await Should.ThrowAsync<ObjectDisposedException>(() => waldo.GetAccessTokenAsync(Cancel));
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_logger_that_throws_does_not_leave_anyone_waiting()
    {
        using var server = new ScriptedServer(_time);
        var options = server.Options;
        options.LoggerFactory = new ThrowingLoggerFactory();
        using var waldo = new WaldoClient(options, server);

        (await waldo.GetAccessTokenAsync(Cancel)).Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_401_whose_code_is_about_something_else_is_the_answer()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.Unauthorized, """{"code":"API_KEY_REVOKED","message":"revoked"}"""));

        var error = await Should.ThrowAsync<WaldoAuthenticationException>(() => FindAsync(waldo));

        error.Code.ShouldBe(WaldoErrorCode.ApiKeyRevoked);
        server.Calls.ShouldBe(1);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>nope</html>")]
    [InlineData("""{"code":5}""")]
    [InlineData("{'code': 'INVALID_TOKEN', 'message'")]
    public async Task A_401_without_a_readable_code_replays_once_with_a_new_token(string body)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        await FindAsync(waldo);
        server.OnCall = (_, _) =>
        {
            server.OnCall = null;
            return Task.FromResult(server.Json(HttpStatusCode.Unauthorized, body));
        };

        await FindAsync(waldo);

        server.Calls.ShouldBe(3);
        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_403_never_authenticates()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.Forbidden, """{"code":"NOT_AUTHORIZED","message":"Not authorized."}"""));

        await Should.ThrowAsync<WaldoPermissionException>(() => FindAsync(waldo));
        await Should.ThrowAsync<WaldoPermissionException>(() => FindAsync(waldo));

        server.Calls.ShouldBe(2);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Where_fresh_tokens_are_rejected_too_calls_go_on_but_authentications_back_off()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnCall = (_, _) => Task.FromResult(server.InvalidToken());

        for (var i = 0; i < 60; i++)
        {
            var error = await Should.ThrowAsync<WaldoApiException>(() => FindAsync(waldo));
            error.Code.ShouldBe(WaldoErrorCode.InvalidToken);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // At 0, 1, 3, 7, 15 and 31 seconds, besides the first one.
        server.Authentications.ShouldBe(7);
        server.OnCall = null;
        await FindAsync(waldo);
    }

    [Fact]
    public async Task A_late_401_of_an_old_token_authenticates_nothing()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        await FindAsync(waldo);
        var late = new Gate();
        server.OnCall = async (_, ct) =>
        {
            await late.PassAsync(ct);
            return server.InvalidToken();
        };
        var slow = FindAsync(waldo);
        await late.ArrivedAsync();
        server.OnCall = null;
        _time.Advance(TimeSpan.FromSeconds(5));
        await FindAsync(waldo);

        late.Open();
        await slow;

        server.Authentications.ShouldBe(1);
        server.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task A_server_whose_clock_went_back_still_gives_usable_tokens()
    {
        var serverTime = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var server = new ScriptedServer(serverTime);
        var options = server.Options;
        options.TimeProvider = _time;
        using var waldo = new WaldoClient(options, server);
        await FindAsync(waldo);

        // Failover to a machine whose clock is three hours behind; the old token has died meanwhile.
        serverTime.AdjustTime(serverTime.GetUtcNow().AddHours(-3));
        _time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 10; i++)
        {
            await FindAsync(waldo);
        }

        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_synchronous_send_authenticates_adopts_and_replays_too()
    {
        using var server = new ScriptedServer(_time);
        using var http = new HttpClient(new AuthenticationHandler(server.Options, server));
        HttpStatusCode Get()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, ScriptedServer.Origin + "/customer?externalId=1");
            using var response = http.Send(request, Cancel);
            response.Headers.Contains("Authorization").ShouldBeFalse();
            return response.StatusCode;
        }

        var first = await Task.Run(Get, Cancel);
        server.RevokeAll();
        var second = await Task.Run(Get, Cancel);

        first.ShouldBe(HttpStatusCode.OK);
        second.ShouldBe(HttpStatusCode.OK);
        server.Authentications.ShouldBe(2);
        server.Calls.ShouldBe(3);
    }

    private WaldoClient Client(ScriptedServer server, TimeSpan? authenticationTimeout = null)
    {
        var options = server.Options;
        options.AuthenticationTimeout = authenticationTimeout ?? options.AuthenticationTimeout;
        options.LoggerFactory = _log;
        return new WaldoClient(options, server);
    }

    private static Task FindAsync(WaldoClient waldo) => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel);
}
