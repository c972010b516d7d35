using System.Net;
using Microsoft.Extensions.Time.Testing;
using Polly.Timeout;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>Calls that get no answer: cancelled by the caller, out of time, or cut off. Each says whether it may have been carried out.</summary>
public sealed class NoAnswerTests : IDisposable
{
    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly ScriptedServer _server;
    private readonly WaldoClient _waldo;
    private readonly Gate _gate = new();
    private readonly CancellationTokenSource _caller = new();

    public NoAnswerTests()
    {
        _server = new ScriptedServer(_time);
        _waldo = new WaldoClient(_server.Options, _server);
    }

    public void Dispose()
    {
        _gate.Open();
        _waldo.Dispose();
        _server.Dispose();
        _caller.Dispose();
    }

    [Theory]
    [InlineData(Where.BeforeTheCall)]
    [InlineData(Where.InTheAuthentication)]
    [InlineData(Where.InTheCall)]
    [InlineData(Where.InTheBody)]
    public async Task A_cancellation_is_the_callers_own(Where where)
    {
        Hold(where);
        if (where == Where.BeforeTheCall)
        {
            await _caller.CancelAsync();
        }

        foreach (var call in (Func<Task>[])[Find, Onboard, Post])
        {
            var calling = call();
            if (where != Where.BeforeTheCall)
            {
                await _gate.ArrivedAsync();
                await _caller.CancelAsync();
            }

            var error = await Should.ThrowAsync<OperationCanceledException>(() => calling);
            error.CancellationToken.ShouldBe(_caller.Token);
        }

        // Once cancelled, the second and third call are not sent at all.
        _server.Authentications.ShouldBe(where == Where.BeforeTheCall ? 0 : 1);
        _server.Calls.ShouldBe(where is Where.InTheCall or Where.InTheBody ? 1 : 0);
    }

    [Fact]
    public async Task Asking_for_a_token_can_be_cancelled_too()
    {
        Hold(Where.InTheAuthentication);

        var asking = _waldo.GetAccessTokenAsync(_caller.Token);
        await _gate.ArrivedAsync();
        await _caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => asking)).CancellationToken.ShouldBe(_caller.Token);
        _server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_is_disposed_while_it_calls_says_so_and_names_no_time_limit()
    {
        Hold(Where.InTheCall);
        var onboarding = Onboard();
        await _gate.ArrivedAsync();

        _waldo.Dispose();

        var error = await Should.ThrowAsync<WaldoTransportException>(() => onboarding);
        error.Message.ShouldContain("ended from outside; the client was disposed");
        error.MayHaveBeenProcessed.ShouldBeTrue();
        _server.Calls.ShouldBe(1);
    }

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
        (_server.Calls, _server.Authentications).ShouldBe((4, 1));

        async Task<WaldoTimeoutException> TimedOutAsync(Func<Task> call, int arrived)
        {
            var calling = call();
            await _gate.ArrivedAsync(arrived);
            _time.Advance(TimeSpan.FromSeconds(30));
            return await Should.ThrowAsync<WaldoTimeoutException>(() => calling);
        }
    }

    [Fact]
    public async Task The_time_that_is_set_counts()
    {
        Hold(Where.InTheCall);
        var options = _server.Options;
        options.TotalTimeout = TimeSpan.FromSeconds(7);
        using var waldo = new WaldoClient(options, _server);

        var calling = waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), _caller.Token);
        await _gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(6.9));
        calling.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await Should.ThrowAsync<WaldoTimeoutException>(() => calling)).Timeout.ShouldBe(TimeSpan.FromSeconds(7));
        _server.Calls.ShouldBe(1);
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
                await _gate.PassAsync(ct);
            }

            time.Advance(TimeSpan.FromSeconds(20));
            return server.Json(HttpStatusCode.InternalServerError, string.Empty);
        };
        var options = server.OptionsWithRetries;
        (options.TotalTimeout, options.AuthenticationTimeout) = (TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60));
        using var waldo = new WaldoClient(options, server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");

        Task call = isTyped ? waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), _caller.Token) : waldo.SendAsync(request, _caller.Token);
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
        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new TimeoutRejectedException("the host's limit", TimeSpan.FromSeconds(3)));

        var error = await Should.ThrowAsync<WaldoTimeoutException>(Find);

        error.Message.ShouldContain("got no answer within 3 s (a time-out of a handler that the host added).");
        error.Timeout.ShouldBe(TimeSpan.FromSeconds(3));
        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_waited_too_long_for_its_token_was_not_carried_out(bool isTyped)
    {
        Hold(Where.InTheAuthentication);
        using var waldo = new WaldoClient(PatientOptions(), _server);

        (await TimedOutAsync(waldo, isTyped)).MayHaveBeenProcessed.ShouldBeFalse();

        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_whose_token_was_rejected_and_that_waited_too_long_for_another_was_not_carried_out(bool isTyped)
    {
        using var waldo = new WaldoClient(PatientOptions(), _server);
        await waldo.GetAccessTokenAsync(_caller.Token);
        _server.RevokeAll();
        Hold(Where.InTheAuthentication);

        (await TimedOutAsync(waldo, isTyped)).MayHaveBeenProcessed.ShouldBeFalse();

        (_server.Calls, _server.Authentications).ShouldBe((1, 2));
    }

    [Fact]
    public async Task An_authentication_that_takes_too_long_is_a_time_out_of_its_own()
    {
        Hold(Where.InTheAuthentication);

        var onboarding = Onboard();
        await _gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        var error = await Should.ThrowAsync<WaldoTimeoutException>(() => onboarding);

        error.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        error.Message.ShouldStartWith("POST /authenticate got no answer within 10 s (AuthenticationTimeout).");
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ProxyTunnelError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task A_connection_that_fails_says_whether_the_call_may_have_arrived(HttpRequestError kind, bool may)
    {
        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException(kind, "cut off"));

        var search = await Should.ThrowAsync<WaldoTransportException>(Find);
        var onboarding = await Should.ThrowAsync<WaldoTransportException>(Onboard);
        var own = await Should.ThrowAsync<WaldoTransportException>(Post);

        search.MayHaveBeenProcessed.ShouldBeFalse();
        onboarding.MayHaveBeenProcessed.ShouldBe(may);
        own.MayHaveBeenProcessed.ShouldBe(may);
        onboarding.Message.ShouldStartWith("POST /onboard got no answer: the connection failed. ");
        onboarding.InnerException.ShouldBeOfType<HttpRequestException>();
        (_server.Calls, _server.Authentications).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_reset_connection_leaves_open_whether_the_call_arrived()
    {
        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new IOException("reset"));

        (await Should.ThrowAsync<WaldoTransportException>(Onboard)).MayHaveBeenProcessed.ShouldBeTrue();

        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_transport_with_a_time_limit_of_its_own_is_a_time_out()
    {
        _server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new TaskCanceledException("the transport's own limit", new TimeoutException()));

        var error = await Should.ThrowAsync<WaldoTimeoutException>(Find);

        error.InnerException.ShouldBeOfType<TaskCanceledException>();
        error.Timeout.ShouldBeNull();
        error.Message.ShouldContain("a time limit that was set outside of Waldo.Client, such as HttpClient.Timeout or the transport's ConnectTimeout");
        error.Message.ShouldNotContain("TotalTimeout");
        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task An_authentication_without_an_answer_means_that_nothing_was_carried_out(Type failure)
    {
        _server.OnAuthenticate = (_, _) => Task.FromException<HttpResponseMessage>((Exception)Activator.CreateInstance(failure)!);

        var error = await Should.ThrowAsync<WaldoTransportException>(Onboard);

        error.Message.ShouldStartWith("POST /authenticate got no answer: the connection failed.");
        error.InnerException.ShouldBeOfType(failure);
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_error_that_comes_with_the_cancellation_leaves_no_response_open()
    {
        using var body = new TrackedContent();
        _server.OnCall = async (_, _) =>
        {
            await _caller.CancelAsync();
            return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = body };
        };
        using var waldo = new WaldoClient(_server.OptionsWithRetries, _server);

        await Should.ThrowAsync<OperationCanceledException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), _caller.Token));

        // By whoever takes the answer that nobody waits for any more.
        await Eventually.TrueAsync(() => body.IsDisposed);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_disposed_client_says_so_and_sends_nothing()
    {
        _waldo.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(Find);
        await Should.ThrowAsync<ObjectDisposedException>(Onboard);
        await Should.ThrowAsync<ObjectDisposedException>(() => _waldo.GetAccessTokenAsync(_caller.Token));

        _server.Requests.ShouldBeEmpty();
    }

    private WaldoClientOptions PatientOptions()
    {
        var options = _server.Options;
        options.AuthenticationTimeout = TimeSpan.FromMinutes(5);
        return options;
    }

    private async Task<WaldoTimeoutException> TimedOutAsync(WaldoClient waldo, bool isTyped)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "check-fraud") { Content = new StringContent("{}") };
        Task call = isTyped ? waldo.OnboardAsync(Samples.Onboarding(), _caller.Token) : waldo.SendAsync(request, _caller.Token);
        await _gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(100));
        return await Should.ThrowAsync<WaldoTimeoutException>(() => call);
    }

    private Task Find() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), _caller.Token);

    private Task Onboard() => _waldo.OnboardAsync(Samples.Onboarding(), _caller.Token);

    private Task Post() => SendAsync(HttpMethod.Post);

    private Task Get() => SendAsync(HttpMethod.Get);

    private async Task SendAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "check-fraud");
        using var response = await _waldo.SendAsync(request, _caller.Token);
    }

    private void Hold(Where where)
    {
        switch (where)
        {
            case Where.InTheAuthentication:
                _server.OnAuthenticate = async (_, cancellationToken) =>
                {
                    await _gate.PassAsync(cancellationToken);
                    return _server.TokenAnswer();
                };
                break;
            case Where.InTheCall:
                _server.OnCall = async (_, cancellationToken) =>
                {
                    await _gate.PassAsync(cancellationToken);
                    return _server.Success();
                };
                break;
            case Where.InTheBody:
                _server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HeldStream(_gate)) });
                break;
        }
    }

    private sealed class TrackedContent() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>The place where a call is held.</summary>
    public enum Where
    {
        BeforeTheCall,
        InTheAuthentication,
        InTheCall,
        InTheBody,
    }

    /// <summary>A body that does not come.</summary>
    private sealed class HeldStream(Gate gate) : MemoryStream
    {
        // As from a network: otherwise its length would tell that there is nothing to wait for.
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate.PassAsync(cancellationToken);
            return 0;
        }
    }
}
