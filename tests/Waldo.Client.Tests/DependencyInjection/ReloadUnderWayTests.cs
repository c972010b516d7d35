using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
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
        _provider = Provider();
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
    [InlineData(HttpStatusCode.ServiceUnavailable, "https://elsewhere.test/")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "https://api.waldo.test/v2/")]
    [InlineData(HttpStatusCode.Unauthorized, "https://elsewhere.test/")]
    [InlineData(HttpStatusCode.Unauthorized, "https://api.waldo.test/v2/")]
    public async Task A_call_that_is_sent_again_goes_to_the_new_address(HttpStatusCode first, string address)
    {
        _server.OnCall = (request, _) =>
        {
            if (request.RequestUri!.AbsoluteUri.StartsWith(address, StringComparison.Ordinal))
            {
                return Task.FromResult(_server.Success());
            }

            Reload("Waldo:BaseAddress", address);
            return Task.FromResult(new HttpResponseMessage(first));
        };
        using var own = new HttpRequestMessage(HttpMethod.Get, "/customer?zipCode=06101");

        await FindAsync();
        Reload("Waldo:BaseAddress", ScriptedServer.Origin);
        await SendAsync(own);

        _wire.Requests.Where(r => r.Method == "GET").Select(r => r.Uri.AbsoluteUri).ShouldBe(
            Enumerable.Repeat(new[] { "https://api.waldo.test/customer?zipCode=06101", address + "customer?zipCode=06101" }, 2).SelectMany(pair => pair));
    }

    [Fact]
    public async Task A_call_that_leaves_while_the_address_changes_goes_to_the_new_one()
    {
        var reloading = new Before(() => Reload("Waldo:BaseAddress", "https://api.waldo.test/v2"));
        await using var provider = Provider(outer: reloading);

        await provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

        _wire.Requests.Select(r => r.Uri.AbsolutePath).ShouldBe(["/v2/authenticate", "/v2/customer"]);
    }

    [Fact]
    public async Task A_hosts_handler_that_turns_a_call_to_another_host_is_refused_as_ever()
    {
        await using var provider = Provider(outer: new Turning());

        await Should.ThrowAsync<InvalidOperationException>(
            () => provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_hosts_handler_has_turned_to_another_host_below_is_not_replayed_there()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.InvalidToken());
        await using var provider = Provider(inner: new Turning());
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");

        using var response = await provider.GetRequiredService<WaldoClient>().SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_waits_joins_the_new_credentials_even_where_the_old_ones_are_rejected_in_this_moment()
    {
        var old = new Gate();
        _server.OnAuthenticate = async (request, cancellationToken) =>
        {
            if ((await request.Content!.ReadAsStringAsync(CancellationToken.None)).Contains("ws.test", StringComparison.Ordinal))
            {
                await old.PassAsync(CancellationToken.None);
                return _server.InvalidApiKey();
            }

            return _server.TokenAnswer();
        };
        var waiting = FindAsync();
        await old.ArrivedAsync();

        // What a host's logger does must not keep the reload from ending what it replaces.
        _log.Within = static id => _ = id == 108 ? throw new InvalidOperationException("This logger is broken.") : id;
        Record.Exception(() => Reload("Waldo:ClientSecret", "ws.new")).ShouldNotBeNull();
        _log.Within = null;
        old.Open();

        await waiting;
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_store_when_the_credentials_change_is_ended_at_once_and_authenticates_nothing()
    {
        var store = new StoreDouble { OnGet = new Gate(), Patience = TimeSpan.FromSeconds(30) };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.OnToken = cancellationToken => cancellationToken.Register(() => ended.TrySetResult());
        await using var provider = Provider(configure: options => options.TokenStore = options.ClientSecret == "ws.test" ? store : null);
        var waiting = provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);
        await store.OnGet.ArrivedAsync();

        Reload("Waldo:ClientSecret", "ws.new");
        await waiting;

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Authentications().ShouldBe(["""{"apiKey":"wk.test","clientSecret":"ws.new"}"""]);
        _log.Count(109).ShouldBe(0);
    }

    [Fact]
    public async Task New_credentials_do_not_rest_because_fresh_tokens_of_the_old_ones_were_rejected()
    {
        _server.OnCall = (request, _) => Task.FromResult(_server.InvalidToken());
        await Should.ThrowAsync<WaldoApiException>(FindAsync);
        await Should.ThrowAsync<WaldoApiException>(FindAsync);
        var before = _server.Authentications;

        Reload("Waldo:ClientSecret", "ws.new");
        await Should.ThrowAsync<WaldoApiException>(FindAsync);

        // Its own, and one for the token that was rejected.
        (_server.Authentications - before).ShouldBe(2);
    }

    [Fact]
    public async Task A_reload_during_a_renewal_leaves_no_rest_to_the_new_credentials()
    {
        var renewal = new Gate();
        await FindAsync();
        _time.Advance(TimeSpan.FromMinutes(58));
        _server.Rolls = false;
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await renewal.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        await FindAsync();
        await renewal.ArrivedAsync();

        Reload("Waldo:ClientSecret", "ws.new");

        renewal.Open();
        await FindAsync();
        _log.Count(103).ShouldBe(0);
        _waldo.GetAuthenticationStatus().RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task An_onboarding_is_not_sent_to_an_organisation_in_which_nobody_has_looked()
    {
        _server.OnCall = (request, _) =>
        {
            var isOld = request.RequestUri!.Host == "api.waldo.test";
            if (isOld && request.Method == HttpMethod.Get)
            {
                Reload("Waldo:BaseAddress", "https://elsewhere.test");
            }

            return Task.FromResult(_server.Success(body: isOld ? """{"customers":[]}""" : """{"customers":[{"customerId":"c1","externalId":"crm-20417"}]}"""));
        };

        var answer = await _waldo.EnsureOnboardedAsync(Samples.Onboarding(customer => customer with { ExternalId = "crm-20417" }), Cancel);

        answer.CustomerId.ShouldBe("c1");
        _server.Requests.Count(request => request.Path.EndsWith("/onboard", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task An_onboarding_that_waits_for_a_token_of_other_credentials_looks_up_again()
    {
        var waits = new Gate();
        var isRevoked = false;
        _server.OnAuthenticate = async (request, cancellationToken) =>
        {
            if (isRevoked && request.RequestUri!.Host == "api.waldo.test")
            {
                await waits.PassAsync(cancellationToken);
            }

            return _server.TokenAnswer();
        };
        _server.OnCall = (request, _) =>
        {
            var isOld = request.RequestUri!.Host == "api.waldo.test";
            isRevoked |= isOld;
            _server.RevokeAll();
            return Task.FromResult(_server.Success(
                isOld ? null : _server.IssueToken(), isOld ? """{"customers":[]}""" : """{"customers":[{"customerId":"c1","externalId":"crm-20417"}]}"""));
        };
        var onboarding = _waldo.EnsureOnboardedAsync(Samples.Onboarding(customer => customer with { ExternalId = "crm-20417" }), Cancel);
        await waits.ArrivedAsync();

        Reload("Waldo:BaseAddress", "https://elsewhere.test");

        (await onboarding).CustomerId.ShouldBe("c1");
        _wire.Requests.Where(r => r.Uri.AbsolutePath == "/onboard").Select(r => r.Uri.Host).ShouldBe(["api.waldo.test"]);
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
        var couldAsk = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            cancellationToken.Register(
                () => couldAsk.TrySetResult(Task.Run(() => _waldo.GetAuthenticationStatus(), CancellationToken.None).Wait(TimeSpan.FromSeconds(10), CancellationToken.None)));
            await old.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        var waiting = FindAsync();
        await old.ArrivedAsync();

        Reload("Waldo:ClientSecret", "ws.new");

        (await couldAsk.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBeTrue();
        old.Open();
        await waiting;
    }

    private static WaldoClientOptions Secret(string secret) =>
        new() { ApiKey = "wk.test", ClientSecret = secret, BaseAddress = new Uri(ScriptedServer.Origin) };

    private ServiceProvider Provider(DelegatingHandler? outer = null, DelegatingHandler? inner = null, Action<WaldoClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILoggerFactory>(_log);
        var builder = services.AddWaldoClient(_configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _wire);
        if (configure is not null)
        {
            services.PostConfigure(configure);
        }

        if (inner is not null)
        {
            builder.AddHttpMessageHandler(() => inner);
        }

        if (outer is not null)
        {
            services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Around(outer));
        }

        return services.BuildServiceProvider();
    }

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

    /// <summary>Puts a handler around all others.</summary>
    private sealed class Around(DelegatingHandler outer) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(0, outer);
        };
    }

    private sealed class Before(Action act) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            act();
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Turns requests to another host, as a host may do by mistake.</summary>
    private sealed class Turning : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
            {
                request.RequestUri = new Uri("https://turned.test" + request.RequestUri!.PathAndQuery);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }

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
