using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client.DependencyInjection;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>Settings that change while calls are under way.</summary>
public sealed class ReloadUnderWayTests : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration = Configurations.Waldo();
    private readonly JumpingTime _time = new(longest: TimeSpan.FromSeconds(5));
    private readonly RecordingLoggerFactory _log = new();
    private readonly ScriptedServer _server;
    private readonly WireTap _wire;
    private readonly ServiceProvider _provider;
    private readonly WaldoClient _waldo;

    public ReloadUnderWayTests()
    {
        _server = new ScriptedServer(_time);
        _wire = new WireTap(_server);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILoggerFactory>(_log);
        services.AddWaldoClient(_configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _wire);
        _provider = services.BuildServiceProvider();
        _waldo = _provider.GetRequiredService<WaldoClient>();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _wire.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Callers_who_wait_for_the_old_authentication_join_the_new_one()
    {
        var old = new Gate();
        _server.OnAuthenticate = async (request, cancellationToken) =>
        {
            if ((await request.Content!.ReadAsStringAsync(cancellationToken)).Contains("ws.test", StringComparison.Ordinal))
            {
                await old.PassAsync(cancellationToken);
            }

            return _server.TokenAnswer();
        };

        var waiting = Enumerable.Range(0, 10).Select(_ => FindAsync()).ToArray();
        await old.ArrivedAsync();
        Reload("Waldo:ClientSecret", "ws.new");
        await Task.WhenAll(waiting);

        Authentications().ShouldBe(["""{"apiKey":"wk.test","clientSecret":"ws.test"}""", """{"apiKey":"wk.test","clientSecret":"ws.new"}"""]);
        _server.Calls.ShouldBe(10);
    }

    [Fact]
    public async Task Calls_that_wait_for_a_token_go_to_the_new_address()
    {
        var old = new Gate();
        _server.OnAuthenticate = async (request, cancellationToken) =>
        {
            if (request.RequestUri!.Host == "api.waldo.test")
            {
                await old.PassAsync(cancellationToken);
            }

            return _server.TokenAnswer();
        };
        using var own = new HttpRequestMessage(HttpMethod.Get, "reports/today?page=2");

        var waiting = new[] { FindAsync(), OnboardAsync(), SendAsync(own) };
        await old.ArrivedAsync();
        Reload("Waldo:BaseAddress", "https://elsewhere.test/v1");
        await Task.WhenAll(waiting);

        _wire.Requests.Where(r => r.Uri.AbsolutePath != "/authenticate").Select(r => r.Uri.AbsoluteUri).Order().ShouldBe(
        [
            "https://elsewhere.test/v1/authenticate",
            "https://elsewhere.test/v1/customer?zipCode=06101",
            "https://elsewhere.test/v1/onboard",
            "https://elsewhere.test/v1/reports/today?page=2",
        ]);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task A_call_that_is_sent_again_goes_to_the_new_address(HttpStatusCode first)
    {
        _server.OnCall = (request, _) =>
        {
            if (request.RequestUri!.Host != "api.waldo.test")
            {
                return Task.FromResult(_server.Success());
            }

            Reload("Waldo:BaseAddress", "https://elsewhere.test");
            return Task.FromResult(new HttpResponseMessage(first));
        };

        await FindAsync();

        _wire.Requests.Where(r => r.Method == "GET").Select(r => r.Uri.Host).ShouldBe(["api.waldo.test", "elsewhere.test"]);
    }

    [Fact]
    public async Task A_message_that_names_the_old_host_itself_is_not_sent_to_the_new_one()
    {
        var old = new Gate();
        _server.OnAuthenticate = async (request, cancellationToken) =>
        {
            if (request.RequestUri!.Host == "api.waldo.test")
            {
                await old.PassAsync(cancellationToken);
            }

            return _server.TokenAnswer();
        };
        using var own = new HttpRequestMessage(HttpMethod.Get, "https://api.waldo.test/reports");

        var waiting = SendAsync(own);
        await old.ArrivedAsync();
        Reload("Waldo:BaseAddress", "https://elsewhere.test");

        (await Should.ThrowAsync<InvalidOperationException>(() => waiting)).Message.ShouldContain("it was not sent");
        _server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_reloads_at_once_the_newer_one_counts_whichever_is_told_last()
    {
        var monitor = new MonitorDouble(Secret("ws.first"));
        using var host = new TokenEngineHost(Options.DefaultName, monitor);
        var older = Secret("ws.older");

        monitor.Change(Secret("ws.newer"));
        monitor.Tell(older);

        host.Engine.Settings.Credentials.ClientSecret.ShouldBe("ws.newer");
    }

    [Fact]
    public async Task A_reload_while_authenticating_is_no_failure()
    {
        var old = new Gate();
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await old.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        var waiting = FindAsync();
        await old.ArrivedAsync();

        Reload("Waldo:ClientSecret", "ws.new");
        await old.ArrivedAsync(2);
        old.Open();
        await waiting;

        _log.Entries.ShouldAllBe(entry => entry.Level < LogLevel.Warning);
    }

    [Fact]
    public async Task The_token_of_a_late_answer_to_the_old_credentials_is_not_taken_over()
    {
        var slow = new Gate();
        var late = _server.IssueToken();
        _server.OnCall = async (_, cancellationToken) =>
        {
            await slow.PassAsync(cancellationToken);
            return _server.Success(late);
        };

        var before = FindAsync();
        await slow.ArrivedAsync();
        _server.OnCall = null;
        Reload("Waldo:ApiKey", "wk.new");
        await FindAsync();
        slow.Open();
        await before;
        await FindAsync();

        _server.Requests.ShouldAllBe(r => r.Token != late);
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    [Fact]
    public async Task Code_of_the_host_that_a_reload_ends_does_not_run_where_it_could_hold_the_client()
    {
        var old = new Gate();
        var couldAsk = false;
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            cancellationToken.Register(
                () => couldAsk = Task.Run(() => _waldo.GetAuthenticationStatus(), CancellationToken.None).Wait(TimeSpan.FromSeconds(10), CancellationToken.None));
            await old.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        var waiting = FindAsync();
        await old.ArrivedAsync();

        Reload("Waldo:ClientSecret", "ws.new");

        couldAsk.ShouldBeTrue();
        old.Open();
        await waiting;
    }

    private static WaldoClientOptions Secret(string secret) =>
        new() { ApiKey = "wk.test", ClientSecret = secret, BaseAddress = new Uri(ScriptedServer.Origin) };

    private Task FindAsync() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

    private Task OnboardAsync() => _waldo.OnboardAsync(Samples.Onboarding(), Cancel);

    private async Task SendAsync(HttpRequestMessage request)
    {
        using var response = await _waldo.SendAsync(request, Cancel);
    }

    private void Reload(string setting, string value)
    {
        _configuration[setting] = value;
        _configuration.Reload();
    }

    private IEnumerable<string?> Authentications() => _wire.Requests.Where(r => r.Uri.AbsolutePath == "/authenticate").Select(r => r.Body);

    /// <summary>Options whose changes are told when a test says so.</summary>
    private sealed class MonitorDouble(WaldoClientOptions first) : IOptionsMonitor<WaldoClientOptions>
    {
        private Action<WaldoClientOptions, string?>? _listener;

        public WaldoClientOptions CurrentValue { get; private set; } = first;

        public WaldoClientOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<WaldoClientOptions, string?> listener)
        {
            _listener = listener;
            return null;
        }

        public void Change(WaldoClientOptions options)
        {
            CurrentValue = options;
            Tell(options);
        }

        public void Tell(WaldoClientOptions options) => _listener!(options, Options.DefaultName);
    }
}
