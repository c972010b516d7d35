using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Customers;

/// <summary>Exactly one customer per external id, whatever breaks on the way.</summary>
public sealed class EnsureOnboardedTests
{
    private readonly JumpingTime _time = new(TimeSpan.FromSeconds(9));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_customer_is_onboarded()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var answer = await waldo.EnsureOnboardedAsync(Request(), Cancel);

        answer.CustomerId.ShouldBe("c1");
        answer.RequestId.ShouldBe("r1");
        (customers.Searches, customers.Onboardings).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_known_customer_is_not()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await waldo.EnsureOnboardedAsync(Request(), Cancel);

        // As another process, after a crash.
        using var restarted = new WaldoClient(server.OptionsWithRetries, server);
        var again = await restarted.EnsureOnboardedAsync(Request(), Cancel);

        again.CustomerId.ShouldBe("c1");
        again.ExternalId.ShouldBe("crm-20417");
        again.RequestId.ShouldBeNull();
        customers.Onboardings.ShouldBe(1);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("500")]
    [InlineData("504")]
    [InlineData("html")]
    [InlineData("409")]
    public async Task An_onboarding_whose_answer_is_lost_is_found_and_not_repeated(string how)
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server) { After = () => Break(how, server) };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var answer = await waldo.EnsureOnboardedAsync(Request(), Cancel);

        answer.CustomerId.ShouldBe("c1");
        customers.Customers.ShouldHaveSingleItem();
        customers.Onboardings.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_that_lags_behind_is_asked_again()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server) { After = () => Break("cut", server), Lag = 3 };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var answer = await waldo.EnsureOnboardedAsync(Request(), Cancel);

        answer.CustomerId.ShouldBe("c1");
        customers.Onboardings.ShouldBe(1);
        customers.Searches.ShouldBe(1 + 4);
    }

    [Fact]
    public async Task What_is_not_found_afterwards_is_told_and_the_next_call_looks_first()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server) { After = () => Break("cut", server), Lag = 5 };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var error = await Should.ThrowAsync<WaldoTransportException>(() => waldo.EnsureOnboardedAsync(Request(), Cancel));
        var answer = await waldo.EnsureOnboardedAsync(Request(), Cancel);

        error.MayHaveBeenProcessed.ShouldBeTrue();
        answer.CustomerId.ShouldBe("c1");
        customers.Onboardings.ShouldBe(1);
    }

    [Fact]
    public async Task However_often_it_breaks_before_and_after_there_is_one_customer_each()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server);
        var random = new Random(7);
        customers.Before = () => random.Next(3) == 0 ? Break("cut", server) : Task.FromResult<HttpResponseMessage?>(null);
        customers.After = () => random.Next(2) == 0 ? Break(random.Next(2) == 0 ? "cut" : "502", server) : Task.FromResult<HttpResponseMessage?>(null);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        for (var i = 0; i < 100; i++)
        {
            // As a queue does: again until it succeeds.
            OnboardResponse? answer = null;
            while (answer is null)
            {
                try
                {
                    answer = await waldo.EnsureOnboardedAsync(Request($"crm-{i}"), Cancel);
                }
                catch (WaldoException exception) when (exception.MayHaveBeenProcessed)
                {
                }
            }
        }

        customers.Customers.Count.ShouldBe(100);
        customers.Customers.Select(c => c.ExternalId).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public async Task Concurrent_calls_for_one_id_are_one()
    {
        using var server = new ScriptedServer(_time);
        var gate = new Gate();
        var customers = new CustomerServer(server)
        {
            Before = async () =>
            {
                await gate.PassAsync(Cancel);
                return null;
            },
        };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var calls = Enumerable.Range(0, 50).Select(_ => waldo.EnsureOnboardedAsync(Request(), Cancel)).ToArray();
        await gate.ArrivedAsync();
        gate.Open();
        var answers = await Task.WhenAll(calls);

        answers.ShouldAllBe(answer => answer.CustomerId == "c1");
        (customers.Searches, customers.Onboardings).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_caller_who_cancels_stops_nobody_else_and_not_the_onboarding()
    {
        using var server = new ScriptedServer(_time);
        var gate = new Gate();
        var customers = new CustomerServer(server)
        {
            Before = async () =>
            {
                await gate.PassAsync(Cancel);
                return null;
            },
        };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        using var first = new CancellationTokenSource();
        var cancelled = waldo.EnsureOnboardedAsync(Request(), first.Token);
        await gate.ArrivedAsync();
        var other = waldo.EnsureOnboardedAsync(Request(), Cancel);

        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        gate.Open();

        (await other).CustomerId.ShouldBe("c1");
        customers.Onboardings.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_told_at_once_and_not_kept()
    {
        using var server = new ScriptedServer(_time);
        var customers = new CustomerServer(server) { Before = () => Break("400", server) };
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        await Should.ThrowAsync<WaldoValidationException>(() => waldo.EnsureOnboardedAsync(Request(), Cancel));
        customers.Before = null;
        await waldo.EnsureOnboardedAsync(Request(), Cancel);

        customers.Onboardings.ShouldBe(2);
        customers.Customers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_an_external_id_nothing_is_sent(string? externalId)
    {
        using var server = new ScriptedServer(new FakeTimeProvider());
        using var waldo = new WaldoClient(server.Options, server);

        var error = await Should.ThrowAsync<ArgumentException>(() => waldo.EnsureOnboardedAsync(Request(externalId), Cancel));

        error.Message.ShouldContain("ExternalId");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, """{"customers":null}""")]
    [InlineData(200, """{"code":"SOMETHING"}""")]
    [InlineData(404, "<html>no such page</html>")]
    [InlineData(404, "")]
    public async Task A_search_that_tells_nothing_is_not_taken_for_none_found(int status, string body)
    {
        using var server = new ScriptedServer(_time);
        server.OnCall = (request, _) => Task.FromResult(request.Method == HttpMethod.Get
            ? server.Json((HttpStatusCode)status, body)
            : throw new InvalidOperationException("must not be onboarded"));
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        await Should.ThrowAsync<WaldoApiException>(() => waldo.EnsureOnboardedAsync(Request(), Cancel));

        server.Requests.Count(request => request.Method == "POST" && request.Path == "/onboard").ShouldBe(0);
    }

    [Fact]
    public async Task A_404_of_Waldos_own_is_none_found()
    {
        using var server = new ScriptedServer(_time);
        server.OnCall = (request, _) => Task.FromResult(request.Method == HttpMethod.Get
            ? server.Json(HttpStatusCode.NotFound, """{"code":"NOT_FOUND","message":"x"}""")
            : server.Success(server.IssueToken(), """{"customerId":"c1"}"""));
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        (await waldo.EnsureOnboardedAsync(Request(), Cancel)).CustomerId.ShouldBe("c1");
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_elses_customer_is_not_taken_for_the_one_asked_for()
    {
        using var server = new ScriptedServer(_time);
        var onboardings = 0;
        server.OnCall = (request, _) => Task.FromResult(request.Method == HttpMethod.Get
            ? server.Success(server.IssueToken(), """{"customers":[{"customerId":"c9","externalId":"someone else"}]}""")
            : server.Success(server.IssueToken(), $$"""{"customerId":"c{{++onboardings}}"}"""));
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        (await waldo.EnsureOnboardedAsync(Request(), Cancel)).CustomerId.ShouldBe("c1");
    }

    private static OnboardRequest Request(string? externalId = "crm-20417") => Samples.Onboarding(members => members with { ExternalId = externalId });

    private static Task<HttpResponseMessage?> Break(string how, ScriptedServer server) => how switch
    {
        "cut" => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut"),
        "html" => Task.FromResult<HttpResponseMessage?>(server.Success(server.IssueToken(), "<html>")),
        _ => Task.FromResult<HttpResponseMessage?>(
            server.Json((HttpStatusCode)int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), """{"code":"SOMETHING","message":"x"}""")),
    };
}
