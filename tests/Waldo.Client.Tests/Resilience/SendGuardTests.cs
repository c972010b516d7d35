using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Resilience;

/// <summary>A host that adds retries to all of its clients, as Aspire's service defaults do.</summary>
public sealed class SendGuardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("onboard")]
    [InlineData("check-fraud")]
    [InlineData("document")]
    public async Task A_paid_call_that_fails_leaves_once_and_the_caller_sees_the_first_failure(string path)
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var waldo = host.GetRequiredService<WaldoClient>();
        var answers = 0;
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, $$"""{"code":"ANSWER_{{++answers}}","message":"x"}"""));

        var error = await Should.ThrowAsync<WaldoApiException>(() => Post(waldo, path));

        server.Calls.ShouldBe(1);
        error.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        error.Code.ShouldBe(new WaldoErrorCode("ANSWER_1"));
        error.MayHaveBeenProcessed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_paid_call_whose_connection_breaks_leaves_once()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var waldo = host.GetRequiredService<WaldoClient>();
        server.OnCall = (_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");

        var error = await Should.ThrowAsync<WaldoTransportException>(() => Post(waldo, "onboard"));

        server.Calls.ShouldBe(1);
        error.MayHaveBeenProcessed.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_the_guard_the_hosts_retries_would_send_it_again()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server, options => options.AllowHostRetries = true);
        var waldo = host.GetRequiredService<WaldoClient>();
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));

        await Should.ThrowAsync<WaldoApiException>(() => Post(waldo, "onboard"));

        server.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task What_the_hosts_retries_have_sent_is_not_sent_again_whatever_their_last_pass_came_to()
    {
        var time = new JumpingTime(TimeSpan.FromSeconds(9));
        using var server = new ScriptedServer(time);
        await using var host = Host(server, options => (options.AllowHostRetries, options.MaxRetries) = (true, 3));
        var waldo = host.GetRequiredService<WaldoClient>();
        var passes = 0;
        server.OnCall = (_, _) => throw (++passes == 1
            ? new HttpRequestException(HttpRequestError.ResponseEnded, "cut")
            : new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        var error = await Should.ThrowAsync<WaldoTransportException>(() => Post(waldo, "onboard"));

        server.Calls.ShouldBe(4);
        error.MayHaveBeenProcessed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_circuit_that_the_host_has_opened_is_no_answer_and_nothing_has_left()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var waldo = host.GetRequiredService<WaldoClient>();
        server.OnCall = (_, _) => throw new Polly.CircuitBreaker.BrokenCircuitException("of mara@example.org");

        var search = await Should.ThrowAsync<WaldoTransportException>(() => waldo.GetCustomerAsync("c1", Cancel));

        search.Message.ShouldBe(
            "GET /customer got no answer: a handler that the host added did not let it pass (BrokenCircuitException). It changed nothing; try again later.");
        search.MayHaveBeenProcessed.ShouldBeFalse();
    }

    [Fact]
    public async Task Reads_are_left_to_the_hosts_retries()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var waldo = host.GetRequiredService<WaldoClient>();
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));

        await Should.ThrowAsync<WaldoApiException>(() => waldo.GetCustomerAsync("c1", Cancel));

        server.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task The_clients_own_replay_after_a_401_leaves_again()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var waldo = host.GetRequiredService<WaldoClient>();
        await waldo.GetAccessTokenAsync(Cancel);
        server.RevokeAll();

        await Post(waldo, "onboard");

        server.Calls.ShouldBe(2);
        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task The_clients_own_retry_after_a_429_leaves_again()
    {
        var time = new JumpingTime(TimeSpan.FromSeconds(9));
        using var server = new ScriptedServer(time);
        await using var host = Host(server, options => options.MaxRetries = 3);
        var waldo = host.GetRequiredService<WaldoClient>();
        var answers = 0;
        server.OnCall = (_, _) => Task.FromResult(++answers == 1 ? server.Json(HttpStatusCode.TooManyRequests, string.Empty) : server.Success());

        await Post(waldo, "onboard");

        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Another_http_client_with_the_token_is_guarded_too()
    {
        using var server = new ScriptedServer(_time);
        await using var host = Host(server);
        var http = host.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        server.OnCall = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));

        using var response = await http.PostAsync(ScriptedServer.Origin + "/onboard", new StringContent("{}"), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        server.Calls.ShouldBe(1);
    }

    private static Task Post(WaldoClient waldo, string path) => path switch
    {
        "onboard" => waldo.OnboardAsync(Samples.Onboarding(), Cancel),
        "check-fraud" => waldo.CheckFraudAsync("c1", Cancel),
        _ => waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel),
    };

    private static ServiceProvider Host(ScriptedServer server, Action<WaldoClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1)));
        services.AddWaldoClient(options =>
        {
            var template = server.Options;
            (options.ApiKey, options.ClientSecret) = (template.ApiKey, template.ClientSecret);
            (options.BaseAddress, options.TimeProvider, options.MaxRetries) = (template.BaseAddress, template.TimeProvider, template.MaxRetries);
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => server);
        services.AddHttpClient("other").AddWaldoAuthentication().ConfigurePrimaryHttpMessageHandler(() => server);
        return services.BuildServiceProvider();
    }
}
