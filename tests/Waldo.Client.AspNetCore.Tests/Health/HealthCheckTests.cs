using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Health;

/// <summary>What the health check reports, and how often it asks Waldo for it.</summary>
public sealed class HealthCheckTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly SharedCache _cache = new();
    private readonly ScriptedServer _server;
    private readonly ServiceProvider _provider;

    public HealthCheckTests()
    {
        _server = new ScriptedServer(_time);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(_time);
        _cache.UseWithoutLock(services);
        services.AddWaldoClient(options =>
            {
                (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.test", "ws.test", new Uri(ScriptedServer.Origin));
                options.MaxRetries = 0;
            })
            .ConfigurePrimaryHttpMessageHandler(() => _server).AddDistributedTokenStore();
        services.AddHealthChecks().AddWaldo(tags: ["ready"]);
        _provider = services.BuildServiceProvider();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private WaldoClient Waldo => _provider.GetRequiredService<WaldoClient>();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task It_is_healthy_with_a_usable_token_and_obtains_the_first_one()
    {
        var entry = await CheckAsync();
        await CheckAsync();

        entry.Status.ShouldBe(HealthStatus.Healthy);
        entry.Data["tokenLifeSeconds"].ShouldBe(3600);
        entry.Tags.ShouldBe(["ready"]);
        _server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_unhealthy_when_the_credentials_are_rejected_and_hundred_probes_do_not_hammer_Waldo()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.InvalidApiKey());
        var statuses = new List<HealthStatus>();
        for (var i = 0; i < 100; i++)
        {
            statuses.Add((await CheckAsync()).Status);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        statuses.ShouldAllBe(status => status == HealthStatus.Unhealthy);
        _server.Authentications.ShouldBe(4);
    }

    [Fact]
    public async Task A_hundred_probes_at_once_are_one_authentication()
    {
        var identity = new Gate();
        _server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return _server.TokenAnswer();
        };
        var probes = Enumerable.Range(0, 100).Select(_ => CheckAsync()).ToArray();
        await identity.ArrivedAsync();
        identity.Open();
        await Task.WhenAll(probes);

        _server.Authentications.ShouldBe(1);
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task It_is_degraded_when_Waldo_does_not_answer_and_asks_again_after_half_a_minute()
    {
        _server.OnAuthenticate = (_, _) => throw new HttpRequestException("no route");
        var statuses = new List<HealthStatus>();
        for (var i = 0; i < 60; i++)
        {
            statuses.Add((await CheckAsync()).Status);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        statuses.ShouldAllBe(status => status == HealthStatus.Degraded);
        _server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_probe_does_not_wait_longer_than_five_seconds()
    {
        var identity = new Gate();
        _server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return _server.TokenAnswer();
        };
        var probe = CheckAsync();
        await identity.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(5));

        (await probe).Status.ShouldBe(HealthStatus.Degraded);
        identity.Open();
        await Eventually.TrueAsync(() => Waldo.GetAuthenticationStatus().TokenLife is not null);
    }

    [Fact]
    public async Task It_is_degraded_while_a_failed_renewal_rests_and_the_token_lives()
    {
        await CheckAsync();
        _server.Rolls = false;
        _server.OnAuthenticate = (_, _) => throw new HttpRequestException("no route");
        _time.Advance(TimeSpan.FromMinutes(58));
        await Waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel);
        await Eventually.TrueAsync(() => Waldo.GetAuthenticationStatus().RetryAfter is not null);

        var entry = await CheckAsync();

        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Data.Keys.ShouldBe(["tokenLifeSeconds", "retryAfterSeconds"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_is_degraded_when_only_the_store_is_down()
    {
        _cache.Problem = new InvalidOperationException("down");

        var entry = await CheckAsync();

        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description!.ShouldContain("token store");
        (await Waldo.GetAccessTokenAsync(Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_client_it_says_what_to_register()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddHealthChecks().AddWaldo("acme");
        await using var provider = services.BuildServiceProvider();

        var error = await Should.ThrowAsync<InvalidOperationException>(() => provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel));

        error.Message.ShouldContain("AddWaldoClient(\"acme\"");
    }

    private async Task<HealthReportEntry> CheckAsync() =>
        (await _provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel)).Entries["waldo"];
}
