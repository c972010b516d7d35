using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Resilience;

/// <summary>The table of retries: each call × each failure, with the number of requests that left.</summary>
public sealed class RetryTableTests
{
    private const int Attempts = 4;

    // Shorter than every time-out of the client, longer than every wait between attempts.
    private readonly JumpingTime _time = new(TimeSpan.FromSeconds(9));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, bool> Table()
    {
        // What comes back (or not), and the requests that leave for a call that may be repeated and for one that costs money.
        (string Failure, int Repeatable, int Paid)[] rows =
        [
            ("name resolution", Attempts, Attempts),
            ("refused", Attempts, Attempts),
            ("tls", Attempts, Attempts),
            ("429", Attempts, Attempts),
            ("429 with Retry-After", Attempts, Attempts),
            ("503 with Retry-After", Attempts, Attempts),
            ("503 with Retry-After as date", Attempts, Attempts),
            ("reset", Attempts, 1),
            ("end of stream", Attempts, 1),
            ("the transport's time limit", Attempts, 1),
            ("408", Attempts, 1),
            ("500", Attempts, 1),
            ("502", Attempts, 1),
            ("503", Attempts, 1),
            ("504", Attempts, 1),
            ("body broken off", Attempts, 1),
            ("400", 1, 1),
            ("403", 1, 1),
            ("404", 1, 1),
            ("409", 1, 1),
            ("422", 1, 1),
            ("501", 1, 1),
            ("302", 1, 1),
        ];
        var table = new TheoryData<string, string, int, bool>();
        foreach (var (failure, repeatable, paid) in rows)
        {
            foreach (var call in (string[])["find", "kyc history", "fraud history", "flag", "unflag", "SendAsync GET", "SendAsync POST /flag"])
            {
                table.Add(call, failure, repeatable, call.Contains("flag") && IsUnclear(failure));
            }

            foreach (var call in (string[])["onboard", "check fraud", "document", "SendAsync POST /onboard", "SendAsync POST /other"])
            {
                table.Add(call, failure, paid, paid == 1 && IsUnclear(failure));
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Each_failure_of_each_call_leaves_as_often_as_the_table_says(string call, string failure, int leaves, bool mayHaveBeenProcessed)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await waldo.GetAccessTokenAsync(Cancel);
        server.OnCall = (_, _) => Fail(failure, server);

        var outcome = await Record.ExceptionAsync(() => Call(waldo, call));

        server.Calls.ShouldBe(leaves);
        (outcome as WaldoException)?.MayHaveBeenProcessed.ShouldBe(mayHaveBeenProcessed);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("reset", "refused", true)]
    [InlineData("reset", "429", true)]
    [InlineData("reset", "404", true)]
    [InlineData("500", "refused", true)]
    [InlineData("500", "429", true)]
    [InlineData("the transport's time limit", "429", true)]
    [InlineData("refused", "429", false)]
    [InlineData("429", "refused", false)]
    [InlineData("refused", "404", false)]
    [InlineData("503 with Retry-After", "refused", false)]
    public async Task An_attempt_whose_end_is_unclear_stays_so_however_the_later_ones_end(string first, string later, bool mayHaveBeenProcessed)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnCall = (_, _) => Fail(server.Calls == 1 ? first : later, server);

        var error = await Should.ThrowAsync<WaldoException>(() => Call(waldo, "flag"));

        server.Calls.ShouldBe(later == "404" ? 2 : Attempts);
        error.MayHaveBeenProcessed.ShouldBe(mayHaveBeenProcessed);
        error.Message.Contains("It changed nothing", StringComparison.Ordinal).ShouldBe(!mayHaveBeenProcessed && later == "refused");
    }

    [Theory]
    [InlineData("find", Attempts)]
    [InlineData("kyc history", Attempts)]
    [InlineData("fraud history", Attempts)]
    [InlineData("flag", Attempts)]
    [InlineData("unflag", Attempts)]
    [InlineData("SendAsync GET", Attempts)]
    [InlineData("SendAsync POST /flag", Attempts)]
    [InlineData("onboard", 1)]
    [InlineData("check fraud", 1)]
    [InlineData("document", 1)]
    [InlineData("SendAsync POST /onboard", 1)]
    [InlineData("SendAsync POST /other", 1)]
    public async Task A_call_whose_attempts_time_out_leaves_as_often_as_the_table_says(string call, int leaves)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var server = new ScriptedServer(time);
        var options = server.OptionsWithRetries;

        // Long against the waits, so that the clock below does not run out on an attempt that has not left yet.
        options.TotalTimeout = TimeSpan.FromHours(1);
        options.AttemptTimeout = options.UploadTimeout = TimeSpan.FromMinutes(10);
        using var waldo = new WaldoClient(options, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var stuck = new Gate();
        server.OnCall = async (_, ct) =>
        {
            await stuck.PassAsync(ct);
            return server.Success();
        };

        var calling = Record.ExceptionAsync(() => Call(waldo, call));
        for (var attempt = 1; attempt <= leaves; attempt++)
        {
            // Through the wait before the attempt, then through the attempt.
            while (stuck.Arrived < attempt && !calling.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            time.Advance(call == "document" ? options.UploadTimeout : options.AttemptTimeout);
        }

        var error = (await calling).ShouldBeOfType<WaldoTimeoutException>();
        error.MayHaveBeenProcessed.ShouldBe(call is not ("find" or "kyc history" or "fraud history" or "SendAsync GET"));
        server.Calls.ShouldBe(leaves);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("find")]
    [InlineData("flag")]
    [InlineData("onboard")]
    [InlineData("check fraud")]
    [InlineData("document")]
    public async Task A_call_succeeds_where_the_failure_passes(string call)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var failures = 0;
        server.OnCall = (_, _) => ++failures < Attempts
            ? Fail("429 with Retry-After", server)
            : Task.FromResult(server.Success(server.IssueToken()));

        await Call(waldo, call);

        server.Calls.ShouldBe(Attempts);
        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("name resolution")]
    [InlineData("reset")]
    [InlineData("the transport's time limit")]
    [InlineData("408")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503 with Retry-After")]
    [InlineData("body broken off")]
    public async Task A_failed_authentication_is_repeated_once_for_all_who_wait(string failure)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        var identity = new Gate();
        var failures = 0;
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return ++failures < 3 ? await Fail(failure, server) : server.TokenAnswer();
        };

        var calls = Enumerable.Range(0, 100).Select(_ => Call(waldo, "onboard")).ToArray();
        await identity.ArrivedAsync();
        identity.Open();
        await Task.WhenAll(calls);

        server.Authentications.ShouldBe(3);
        server.Calls.ShouldBe(100);
    }

    [Fact]
    public async Task An_authentication_that_keeps_failing_is_not_multiplied_by_the_retries_of_the_calls()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnAuthenticate = (_, _) => Fail("500", server);

        var error = await Should.ThrowAsync<WaldoApiException>(() => Call(waldo, "find"));

        error.Operation.ShouldBe("POST /authenticate");
        server.Authentications.ShouldBe(Attempts);
        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Rejected_credentials_are_not_retried()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.InvalidApiKey());

        await Should.ThrowAsync<WaldoAuthenticationException>(() => Call(waldo, "find"));

        server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData("find")]
    [InlineData("onboard")]
    public async Task With_retries_off_nothing_is_repeated(string call)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.Options, server);
        server.OnCall = (_, _) => Fail("429 with Retry-After", server);

        var error = await Should.ThrowAsync<WaldoRateLimitException>(() => Call(waldo, call));

        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Retry_After_is_the_least_that_is_waited()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnCall = (_, _) => Fail("429 with Retry-After", server);

        await Should.ThrowAsync<WaldoRateLimitException>(() => Call(waldo, "find"));

        _time.Waits.ShouldBe([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)]);
    }

    [Fact]
    public async Task Without_it_waits_are_drawn_from_a_growing_range()
    {
        var waits = new List<IReadOnlyList<TimeSpan>>();
        for (var i = 0; i < 50; i++)
        {
            var time = new JumpingTime(TimeSpan.FromSeconds(9));
            using var server = new ScriptedServer(time);
            using var waldo = new WaldoClient(server.OptionsWithRetries, server);
            server.OnCall = (_, _) => Fail("500", server);
            await Should.ThrowAsync<WaldoApiException>(() => Call(waldo, "find"));

            // A wait of less than a millisecond needs no timer; then the others do not stand in their places.
            if (time.Waits.Count == Attempts - 1)
            {
                waits.Add(time.Waits);
            }
        }

        waits.Count.ShouldBeGreaterThan(40);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var most = TimeSpan.FromSeconds(1 << attempt);
            waits.ShouldAllBe(w => w[attempt] >= TimeSpan.Zero && w[attempt] <= most);
            waits.Max(w => w[attempt]).ShouldBeGreaterThan(most * 0.7);
            waits.Min(w => w[attempt]).ShouldBeLessThan(most * 0.3);
        }
    }

    [Fact]
    public async Task A_wait_longer_than_the_rest_of_the_call_is_not_begun()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnCall = (_, _) =>
        {
            var answer = server.Json(HttpStatusCode.TooManyRequests, string.Empty);
            answer.Headers.TryAddWithoutValidation("Retry-After", "101");
            return Task.FromResult(answer);
        };

        var error = await Should.ThrowAsync<WaldoRateLimitException>(() => Call(waldo, "find"));

        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(101));
        _time.Waits.ShouldBeEmpty();
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_content_that_cannot_be_sent_again_is_not()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        server.OnCall = async (request, ct) =>
        {
            await request.Content!.CopyToAsync(Stream.Null, ct);
            return server.Json(HttpStatusCode.TooManyRequests, string.Empty);
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "flag") { Content = new StreamContent(new OneWayStream([1, 2, 3])) };

        using var response = await waldo.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        server.Calls.ShouldBe(1);
    }

    private static bool IsUnclear(string failure) => failure is "reset" or "end of stream" or "the transport's time limit" or "408" or "500" or "502" or "503" or "504" or "body broken off";

    private static Task Call(WaldoClient waldo, string call) => call switch
    {
        "find" => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel),
        "kyc history" => waldo.GetKycHistoryAsync("c1", Cancel),
        "fraud history" => waldo.GetFraudHistoryAsync("c1", Cancel),
        "flag" => waldo.FlagCustomerAsync("c1", "chargeback", Cancel),
        "unflag" => waldo.UnflagCustomerAsync("c1", Cancel),
        "onboard" => waldo.OnboardAsync(Samples.Onboarding(), Cancel),
        "check fraud" => waldo.CheckFraudAsync("c1", Cancel),
        "document" => waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel),
        "SendAsync GET" => ThrowOnBrokenBody(waldo, HttpMethod.Get, "customer?zipCode=1"),
        "SendAsync POST /flag" => ThrowOnBrokenBody(waldo, HttpMethod.Post, "flag"),
        "SendAsync POST /onboard" => ThrowOnBrokenBody(waldo, HttpMethod.Post, "onboard"),
        "SendAsync POST /other" => ThrowOnBrokenBody(waldo, HttpMethod.Post, "other"),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

    private static async Task ThrowOnBrokenBody(WaldoClient waldo, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new StringContent("{}") : null };
        using var response = await waldo.SendAsync(request, Cancel);
    }

    private static Task<HttpResponseMessage> Fail(string failure, ScriptedServer server)
    {
        var response = failure switch
        {
            "name resolution" => throw new HttpRequestException(HttpRequestError.NameResolutionError, failure),
            "refused" => throw new HttpRequestException(HttpRequestError.ConnectionError, failure),
            "tls" => throw new HttpRequestException(HttpRequestError.SecureConnectionError, failure),
            "reset" => throw new HttpRequestException(HttpRequestError.Unknown, failure, new IOException()),
            "the transport's time limit" => throw new TaskCanceledException(failure, new TimeoutException()),
            "end of stream" => throw new HttpIOException(HttpRequestError.ResponseEnded, failure),
            "body broken off" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream("""{"custom"""u8.ToArray())) },
            _ => server.Json((HttpStatusCode)int.Parse(failure.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture), string.Empty),
        };
        if (failure.EndsWith("as date", StringComparison.Ordinal))
        {
            response.Headers.RetryAfter = new(server.Now.AddSeconds(7));
        }
        else if (failure.Contains("Retry-After", StringComparison.Ordinal))
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));
        }

        return Task.FromResult(response);
    }
}
