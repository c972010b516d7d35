using System.Net;
using Polly.Timeout;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>Calls that run out of time. Each says which time it was and whether the call may have been carried out.</summary>
public sealed class TimeLimitTests : HeldCallTests
{
    [Theory]
    [InlineData(Where.InTheCall)]
    [InlineData(Where.InTheBody)]
    public async Task A_call_that_takes_too_long_is_a_time_out(Where where)
    {
        Hold(where);

        var search = await TimedOutAsync(Find, 1);
        var onboarding = await TimedOutAsync(Onboard, 2);
        var own = await TimedOutAsync(Post, 3);
        var ownSearch = await TimedOutAsync(Get, 4);

        search.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        search.Message.ShouldBe("GET /customer got no answer within 30 s (AttemptTimeout). It changed nothing; try again later.");
        search.MayHaveBeenProcessed.ShouldBeFalse();
        onboarding.MayHaveBeenProcessed.ShouldBeTrue();
        onboarding.Message.ShouldContain("look the customer up before you send it again");
        own.MayHaveBeenProcessed.ShouldBeTrue();
        ownSearch.MayHaveBeenProcessed.ShouldBeFalse();
        (Server.Calls, Server.Authentications).ShouldBe((4, 1));

        async Task<WaldoTimeoutException> TimedOutAsync(Func<Task> call, int arrived)
        {
            var calling = call();
            await Gate.ArrivedAsync(arrived);
            Time.Advance(TimeSpan.FromSeconds(30));
            return await Should.ThrowAsync<WaldoTimeoutException>(() => calling);
        }
    }

    [Fact]
    public async Task The_time_that_is_set_counts()
    {
        Hold(Where.InTheCall);
        var options = Server.Options;
        options.TotalTimeout = TimeSpan.FromSeconds(7);
        using var waldo = new WaldoClient(options, Server);

        var calling = waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Caller.Token);
        await Gate.ArrivedAsync();
        Time.Advance(TimeSpan.FromSeconds(6.9));
        calling.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromSeconds(0.1));

        (await Should.ThrowAsync<WaldoTimeoutException>(() => calling)).Timeout.ShouldBe(TimeSpan.FromSeconds(7));
        Server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_attempt_has_what_is_left_of_the_total_time(bool isTyped)
    {
        // The first attempt takes 20 of 40 seconds; the time of the second, and the wait before it, end as soon as they are set.
        var time = new JumpingTime(longest: TimeSpan.FromSeconds(25));
        using var server = new ScriptedServer(time);
        server.OnCall = async (_, ct) =>
        {
            if (server.Calls > 1)
            {
                await Gate.PassAsync(ct);
            }

            time.Advance(TimeSpan.FromSeconds(20));
            return server.Json(HttpStatusCode.InternalServerError, string.Empty);
        };
        var options = server.OptionsWithRetries;
        (options.TotalTimeout, options.AuthenticationTimeout) = (TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60));
        using var waldo = new WaldoClient(options, server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");

        Task call = isTyped ? waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Caller.Token) : waldo.SendAsync(request, Caller.Token);
        var error = await Should.ThrowAsync<WaldoTimeoutException>(() => call);

        error.Message.ShouldContain("got no answer within 40 s (TotalTimeout).");
        error.Timeout.ShouldBe(TimeSpan.FromSeconds(40));
        time.Waits.Count.ShouldBe(2);
        (time.Waits[0] + time.Waits[1]).ShouldBe(TimeSpan.FromSeconds(20));

        // Once more where its time did not end before it left.
        server.Calls.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_time_out_of_a_hosts_handler_is_not_taken_for_this_clients()
    {
        Server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new TimeoutRejectedException("the host's limit", TimeSpan.FromSeconds(3)));

        var error = await Should.ThrowAsync<WaldoTimeoutException>(Find);

        error.Message.ShouldContain("got no answer within 3 s (a time-out of a handler that the host added).");
        error.Timeout.ShouldBe(TimeSpan.FromSeconds(3));
        Server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_waited_too_long_for_its_token_was_not_carried_out(bool isTyped)
    {
        Hold(Where.InTheAuthentication);
        using var waldo = new WaldoClient(PatientOptions(), Server);

        (await TimedOutAsync(waldo, isTyped)).MayHaveBeenProcessed.ShouldBeFalse();

        (Server.Calls, Server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_whose_token_was_rejected_and_that_waited_too_long_for_another_was_not_carried_out(bool isTyped)
    {
        using var waldo = new WaldoClient(PatientOptions(), Server);
        await waldo.GetAccessTokenAsync(Caller.Token);
        Server.RevokeAll();
        Hold(Where.InTheAuthentication);

        (await TimedOutAsync(waldo, isTyped)).MayHaveBeenProcessed.ShouldBeFalse();

        (Server.Calls, Server.Authentications).ShouldBe((1, 2));
    }

    [Fact]
    public async Task An_authentication_that_takes_too_long_is_a_time_out_of_its_own()
    {
        Hold(Where.InTheAuthentication);

        var onboarding = Onboard();
        await Gate.ArrivedAsync();
        Time.Advance(TimeSpan.FromSeconds(10));
        var error = await Should.ThrowAsync<WaldoTimeoutException>(() => onboarding);

        error.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        error.Message.ShouldStartWith("POST /authenticate got no answer within 10 s (AuthenticationTimeout).");
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (Server.Calls, Server.Authentications).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_transport_with_a_time_limit_of_its_own_is_a_time_out()
    {
        Server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new TaskCanceledException("the transport's own limit", new TimeoutException()));

        var error = await Should.ThrowAsync<WaldoTimeoutException>(Find);

        error.InnerException.ShouldBeOfType<TaskCanceledException>();
        error.Timeout.ShouldBeNull();
        error.Message.ShouldContain("a time limit that was set outside of Waldo.Client, such as HttpClient.Timeout or the transport's ConnectTimeout");
        error.Message.ShouldNotContain("TotalTimeout");
        Server.Calls.ShouldBe(1);
    }

    private WaldoClientOptions PatientOptions()
    {
        var options = Server.Options;
        options.AuthenticationTimeout = TimeSpan.FromMinutes(5);
        return options;
    }

    private async Task<WaldoTimeoutException> TimedOutAsync(WaldoClient waldo, bool isTyped)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "check-fraud") { Content = new StringContent("{}") };
        Task call = isTyped ? waldo.OnboardAsync(Samples.Onboarding(), Caller.Token) : waldo.SendAsync(request, Caller.Token);
        await Gate.ArrivedAsync();
        Time.Advance(TimeSpan.FromSeconds(100));
        return await Should.ThrowAsync<WaldoTimeoutException>(() => call);
    }
}
