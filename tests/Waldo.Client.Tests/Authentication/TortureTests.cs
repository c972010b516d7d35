using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>The situations in which integrations go wrong, each with the number of requests that reached the server.</summary>
public sealed class TortureTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task A_cold_start_authenticates_once_however_many_call(int callers)
    {
        // A clock that stands still; the fake one looks through all timers at each new one.
        using var server = new ScriptedServer(new JumpingTime(TimeSpan.Zero));
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.TokenAnswer();
        };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var calls = Enumerable.Range(0, callers).Select(_ => FindAsync(waldo)).ToArray();
        await identity.ArrivedAsync();
        identity.Open();
        await Task.WhenAll(calls);

        server.Calls.ShouldBe(callers);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_rejected_secret_is_tried_once_for_a_hundred_concurrent_calls_and_twenty_more()
    {
        using var server = new ScriptedServer(_time);
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.InvalidApiKey();
        };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var concurrent = Enumerable.Range(0, 100).Select(_ => Should.ThrowAsync<WaldoAuthenticationException>(() => FindAsync(waldo))).ToArray();
        await identity.ArrivedAsync();
        identity.Open();
        var errors = await Task.WhenAll(concurrent);
        for (var i = 0; i < 20; i++)
        {
            var later = await Should.ThrowAsync<WaldoAuthenticationException>(() => FindAsync(waldo));
            later.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        }

        errors.ShouldAllBe(error => error.StatusCode == HttpStatusCode.Unauthorized && error.Code == WaldoErrorCode.InvalidApiKey);
        errors.Distinct().Count().ShouldBe(100, "each caller gets an exception of its own");
        server.Calls.ShouldBe(0);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task The_first_caller_may_cancel_without_harm_to_the_ten_who_wait_with_it()
    {
        using var server = new ScriptedServer(_time);
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.TokenAnswer();
        };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        using var first = new CancellationTokenSource();

        var cancelled = FindAsync(waldo, first.Token);
        await identity.ArrivedAsync();
        var others = Enumerable.Range(0, 10).Select(_ => FindAsync(waldo)).ToArray();
        await first.CancelAsync();
        var error = await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        identity.Open();
        await Task.WhenAll(others);

        error.CancellationToken.ShouldBe(first.Token);
        server.Calls.ShouldBe(10);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task In_the_renewal_window_fifty_calls_go_out_at_once_while_one_authentication_runs()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await FindAsync(waldo);
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.TokenAnswer();
        };
        _time.Advance(TimeSpan.FromMinutes(58));
        var old = (await waldo.GetAccessTokenAsync(Cancel)).Value;

        // All of them end while the identity server has not answered: nothing was added to them.
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FindAsync(waldo)));
        await identity.ArrivedAsync();
        server.Authentications.ShouldBe(2);
        identity.Open();
        await Eventually.TrueAsync(() => Current(waldo) != old);
        await FindAsync(waldo);

        server.Calls.ShouldBe(52);
        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task In_the_window_with_the_identity_server_down_twenty_calls_succeed_with_at_most_two_authentications()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await FindAsync(waldo);
        var failed = new Gate();
        server.OnAuthenticate = (_, _) =>
        {
            _ = failed.PassAsync(CancellationToken.None);
            throw new HttpRequestException(HttpRequestError.ConnectionError, "down");
        };
        _time.Advance(TimeSpan.FromMinutes(57.6));

        for (var i = 0; i < 20; i++)
        {
            await FindAsync(waldo);
            await failed.ArrivedAsync();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        server.Calls.ShouldBe(21);
        (server.Authentications - 1).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_token_revoked_under_a_hundred_calls_costs_one_authentication_and_no_call()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await FindAsync(waldo);
        var inFlight = Enumerable.Range(0, 100).Select(_ => new Gate()).ToArray();
        var next = -1;
        server.OnCall = async (request, ct) =>
        {
            await inFlight[Interlocked.Increment(ref next)].PassAsync(ct);
            return server.InvalidToken();
        };
        var calls = inFlight.Select(_ => FindAsync(waldo)).ToArray();
        await Task.WhenAll(inFlight.Select(gate => gate.ArrivedAsync()));
        server.RevokeAll();
        server.OnCall = null;

        // Their 401s come one after the other: the first while the others are still under way, the last after the new token is in use.
        foreach (var gate in inFlight)
        {
            gate.Open();
            _time.Advance(TimeSpan.FromMilliseconds(4));
            await Task.Yield();
        }

        await Task.WhenAll(calls);

        server.Authentications.ShouldBe(2);
        server.Calls.ShouldBe(1 + 200);
    }

    [Fact]
    public async Task Rolling_tokens_revoked_under_a_hundred_calls_cost_one_authentication_and_no_call()
    {
        // With rolling tokens the calls under way carry different tokens, and the current one is revoked as well.
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        var arrived = new Gate();
        var gates = new List<Gate>();
        var calls = new List<Task>();
        await FindAsync(waldo);
        for (var i = 0; i < 100; i++)
        {
            var gate = new Gate();
            gates.Add(gate);
            server.OnCall = async (_, ct) =>
            {
                await gate.PassAsync(ct);
                return server.InvalidToken();
            };
            calls.Add(FindAsync(waldo));
            await gate.ArrivedAsync();
            server.OnCall = null;
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await FindAsync(waldo);
        }

        server.RevokeAll();
        gates.ForEach(gate => gate.Open());
        await Task.WhenAll(calls);

        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task The_newest_token_wins_when_responses_come_out_of_order()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        var late = new Gate();
        var older = string.Empty;
        server.OnCall = async (_, ct) =>
        {
            older = server.IssueToken();
            var response = server.Success(older);
            await late.PassAsync(ct);
            return response;
        };
        var first = FindAsync(waldo);
        await late.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        var newer = server.IssueToken();
        server.OnCall = (_, _) => Task.FromResult(server.Success(newer));
        await FindAsync(waldo);

        late.Open();
        await first;

        var current = await waldo.GetAccessTokenAsync(Cancel);
        current.Value.ShouldNotBe(older);
        current.Value.ShouldBe(newer);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_of_the_same_second_follow_the_order_of_sending()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        var late = new Gate();
        server.OnCall = async (_, ct) =>
        {
            var response = server.Success(server.IssueToken());
            await late.PassAsync(ct);
            return response;
        };
        var first = FindAsync(waldo);
        await late.ArrivedAsync();
        var sentLater = server.IssueToken();
        server.OnCall = (_, _) => Task.FromResult(server.Success(sentLater));
        await FindAsync(waldo);

        late.Open();
        await first;

        Current(waldo).ShouldBe(sentLater);
    }

    [Fact]
    public async Task One_call_a_minute_for_a_day_authenticates_once()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        for (var minute = 0; minute < 24 * 60; minute++)
        {
            await FindAsync(waldo);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        server.Calls.ShouldBe(24 * 60);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(-3, true)]
    [InlineData(3, false)]
    [InlineData(-3, false)]
    public async Task A_clock_wrong_by_hours_causes_no_authentication(int hours, bool rolls)
    {
        using var server = new ScriptedServer(_time) { Rolls = rolls };
        var clock = new WrongClock(_time) { Offset = TimeSpan.FromHours(hours) };
        var options = server.OptionsWithRetries;
        options.TimeProvider = clock;
        using var waldo = new WaldoClient(options, server);

        for (var call = 0; call < 50; call++)
        {
            await FindAsync(waldo);
            _time.Advance(TimeSpan.FromMinutes(1));

            // Someone sets the clock meanwhile.
            clock.Offset = TimeSpan.FromHours(call % 2 == 0 ? 0 : hours);
        }

        server.Calls.ShouldBe(50);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://evil.test/customer")]
    [InlineData("http://api.waldo.test/customer")]
    [InlineData("https://api.waldo.test:444/customer")]
    [InlineData("https://api.waldo.test.evil.test/customer")]
    [InlineData("https://api.waldo.test@evil.test/customer")]
    public async Task Nothing_is_sent_to_another_origin(string uri)
    {
        using var server = new ScriptedServer(_time);
        using var http = new HttpClient(new AuthenticationHandler(server.OptionsWithRetries, server));
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        await Should.ThrowAsync<InvalidOperationException>(() => http.GetAsync(uri, Cancel));
        await Should.ThrowAsync<ArgumentException>(() => waldo.SendAsync(request, Cancel));

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_of_an_answer_from_another_host_is_not_adopted()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await FindAsync(waldo);
        var before = Current(waldo);
        var foreign = server.IssueToken();
        server.OnCall = (_, _) =>
        {
            // As a transport answers that has followed a redirect.
            var response = server.Success(foreign);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://evil.test/customer");
            return Task.FromResult(response);
        };
        _time.Advance(TimeSpan.FromMinutes(1));

        await FindAsync(waldo);

        Current(waldo).ShouldBe(before);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnCall = (_, _) =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
            response.Headers.Location = new Uri("https://evil.test/");
            return Task.FromResult(response);
        };

        var error = await Should.ThrowAsync<WaldoApiException>(() => FindAsync(waldo));

        error.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        server.Calls.ShouldBe(1);
    }

    private static Task FindAsync(WaldoClient waldo, CancellationToken? cancel = null) =>
        waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), cancel ?? Cancel);

    private static string Current(WaldoClient waldo)
    {
        var token = waldo.GetAccessTokenAsync(Cancel);
        token.IsCompleted.ShouldBeTrue("a token is at hand");
        return token.GetAwaiter().GetResult().Value;
    }
}
