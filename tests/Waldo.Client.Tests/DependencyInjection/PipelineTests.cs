using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>The client's pipeline under whatever a host adds to it.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly ServiceCollection _services = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("on the client")]
    [InlineData("as a default before")]
    [InlineData("as a default after")]
    [InlineData("everywhere")]
    public async Task Handlers_of_the_host_sit_below_the_authentication(string where)
    {
        ConcurrentQueue<(string Path, bool HasToken)> seen = new();
        if (where is "as a default before" or "everywhere")
        {
            _services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new Spy(seen)));
        }

        var builder = AddWaldo();
        if (where is "on the client" or "everywhere")
        {
            builder.AddHttpMessageHandler(() => new Spy(seen));
        }

        if (where == "as a default after")
        {
            _services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new Spy(seen)));
        }

        await using var provider = _services.BuildServiceProvider();
        await FindAsync(provider);

        var expected = where == "everywhere" ? 2 : 1;
        seen.Count(s => s == ("/authenticate", false)).ShouldBe(expected);
        seen.Count(s => s == ("/customer", true)).ShouldBe(expected);
        seen.Count.ShouldBe(2 * expected);
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_handler_of_the_host_that_sends_again_keeps_the_token()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Calls == 1 ? _server.Json(HttpStatusCode.BadGateway, "") : _server.Success());
        AddWaldo().AddHttpMessageHandler(() => new RetryOnce());
        await using var provider = _services.BuildServiceProvider();

        await FindAsync(provider);

        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_default_transport_of_the_host_gives_way_to_the_one_of_this_client()
    {
        using var other = new ScriptedServer(TestTimes.Clock());
        _services.ConfigureHttpClientDefaults(defaults => defaults.ConfigurePrimaryHttpMessageHandler(() => other));
        AddWaldo();
        await using var provider = _services.BuildServiceProvider();

        await FindAsync(provider);

        other.Requests.ShouldBeEmpty();
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_default_logging_of_http_clients_is_off(bool hostTurnsItOnForAll)
    {
        using var log = new RecordingLoggerFactory();
        _services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        if (hostTurnsItOnForAll)
        {
            _services.ConfigureHttpClientDefaults(defaults => defaults.AddDefaultLogger());
        }

        AddWaldo();
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByOfficialId("900-55-0142"), Cancel);

        log.Entries.ShouldNotBeEmpty("the client's own log is there");
        log.Entries.ShouldAllBe(entry => !entry.Text.Contains("officialId", StringComparison.Ordinal) && !entry.Text.Contains("HTTP request", StringComparison.Ordinal));
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_host_that_turns_the_logging_on_for_this_client_sees_no_token()
    {
        using var log = new RecordingLoggerFactory();
        _services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        AddWaldo().AddDefaultLogger();
        await using var provider = _services.BuildServiceProvider();

        await FindAsync(provider);

        var token = _server.Requests.Single(r => r.Method == "GET").Token!;
        log.Entries.ShouldContain(entry => entry.Text.Contains("Authorization", StringComparison.Ordinal), "the headers are logged");
        log.Entries.ShouldAllBe(entry => !entry.Text.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_time_outs_are_the_clients_own()
    {
        AddWaldo();
        await using var provider = _services.BuildServiceProvider();

        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Waldo.Client");

        http.Timeout.ShouldBe(Timeout.InfiniteTimeSpan);
        http.BaseAddress.ShouldBe(new Uri(ScriptedServer.Origin + "/"));
    }

    private IHttpClientBuilder AddWaldo() =>
        _services.AddWaldoClient(Configurations.Waldo().GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _server);

    private static Task FindAsync(ServiceProvider provider) =>
        provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

    private sealed class Spy(ConcurrentQueue<(string Path, bool HasToken)> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue((request.RequestUri!.AbsolutePath, request.Headers.Authorization is not null));
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class RetryOnce : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }
}
