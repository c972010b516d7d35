using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Fleet;

/// <summary>Instances that share tokens through a distributed cache.</summary>
public sealed class TokenStoreTests : IDisposable
{
    private readonly FakeTimeProvider _fake = TestTimes.Clock();
    private readonly RecordingLoggerFactory _log = new();
    private readonly SharedCache _cache = new();
    private readonly EphemeralDataProtectionProvider _keys = new();
    private TimeProvider _time;
    private ScriptedServer _server;
    private readonly List<ServiceProvider> _instances = [];

    public TokenStoreTests()
    {
        _time = _fake;
        _server = new ScriptedServer(_time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        _server.Dispose();
    }

    [Fact]
    public async Task An_instance_that_starts_later_finds_the_token()
    {
        await FindAsync(Instance());
        await FindAsync(Instance());

        _server.Authentications.ShouldBe(1);
        _cache.Entries.Single().Value.Life.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Twenty_instances_that_start_together_authenticate_once_with_a_lock()
    {
        Use(new PatientTime());
        var identity = new Gate();
        _server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return _server.TokenAnswer();
        };
        var calls = Enumerable.Range(0, 20).Select(_ => FindAsync(Instance())).ToArray();
        await identity.ArrivedAsync();
        await Eventually.TrueAsync(() => _cache.Reads >= 20);
        identity.Open();

        await Task.WhenAll(calls);

        _server.Authentications.ShouldBe(1);
        _cache.Locks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_lock_each_authenticates_at_most_once()
    {
        var identity = new Gate();
        _server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return _server.TokenAnswer();
        };
        var instances = Enumerable.Range(0, 20).Select(_ => Instance(withLock: false)).ToArray();
        var calls = instances.Select(FindAsync).ToArray();
        await identity.ArrivedAsync(20);
        identity.Open();
        await Task.WhenAll(calls);
        await Task.WhenAll(instances.Select(FindAsync));

        _server.Authentications.ShouldBe(20);
    }

    [Fact]
    public async Task A_fleet_whose_tokens_are_all_revoked_authenticates_once_more()
    {
        Use(new PatientTime());
        var instances = Enumerable.Range(0, 20).Select(_ => Instance()).ToArray();
        await Task.WhenAll(instances.Select(FindAsync));
        await Task.WhenAll(instances.Select(FindAsync));
        var before = _server.Authentications;
        _server.RevokeAll();

        await Task.WhenAll(instances.Select(FindAsync));

        _server.Authentications.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_lies_in_the_cache_shows_neither_token_nor_credentials()
    {
        var waldo = Instance();
        await FindAsync(waldo);
        var token = (await waldo.GetAccessTokenAsync(Cancel)).Value;

        var (key, (value, _)) = _cache.Entries.Single();
        var everything = key + Encoding.Latin1.GetString(value) + Encoding.Unicode.GetString(value);
        foreach (var secret in new[] { token, token.Split('.')[1], "wk.test", "ws.test" })
        {
            everything.ShouldNotContain(secret);
        }

        key.ShouldStartWith("waldo:token:api.waldo.test:");
    }

    [Theory]
    [InlineData("ApiKey", "wk.other")]
    [InlineData("ClientSecret", "ws.other")]
    [InlineData("BaseAddress", "https://other.waldo.test/")]
    [InlineData("BaseAddress", "https://api.waldo.test/v2")]
    public async Task Other_credentials_and_other_addresses_never_share_a_token(string setting, string value)
    {
        await FindAsync(Instance());
        await FindAsync(Instance(settings: (setting, value)));

        _server.Authentications.ShouldBe(2);
        _cache.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Changed_credentials_change_the_place()
    {
        var configuration = Configuration();
        var waldo = Instance(configuration: configuration);
        await FindAsync(waldo);

        configuration["Waldo:ClientSecret"] = "ws.new";
        configuration.Reload();
        await FindAsync(waldo);

        _server.Authentications.ShouldBe(2);
        _cache.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_other_keys_encrypted_is_a_miss_and_the_log_says_what_to_do()
    {
        await FindAsync(Instance());
        await FindAsync(Instance(keys: new EphemeralDataProtectionProvider()));

        _server.Authentications.ShouldBe(2);
        _log.Count(403).ShouldBe(1);
    }

    [Fact]
    public async Task A_cache_that_is_down_or_full_costs_no_call_and_is_logged_once()
    {
        _cache.Problem = new InvalidOperationException("redis at 10.0.0.1 with password hunter2");
        var waldo = Instance();
        await FindAsync(waldo);
        _server.RevokeAll();
        await FindAsync(waldo);
        var whileDown = _server.Authentications;

        _cache.Problem = null;
        _cache.WriteProblem = new InvalidOperationException("OOM");
        _server.RevokeAll();
        await FindAsync(waldo);

        whileDown.ShouldBe(2);
        _server.Authentications.ShouldBe(3);
        _log.Count(109).ShouldBeInRange(1, 2);
        _log.Entries.ShouldNotContain(entry => entry.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_of_something_else_does_not_make_the_store_a_new_one()
    {
        _cache.Problem = new InvalidOperationException("down");
        var configuration = Configuration();
        var waldo = Instance(configuration: configuration);
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => waldo.GetAuthenticationStatus().IsTokenStoreFailing);

        configuration["Waldo:MaxRetries"] = "2";
        configuration.Reload();
        waldo.GetAuthenticationStatus().IsTokenStoreFailing.ShouldBeTrue();
        _server.RevokeAll();
        await FindAsync(waldo);

        _server.Authentications.ShouldBe(2);
        _log.Count(109).ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_about_to_expire_is_replaced_by_one_instance_and_no_fault_of_the_store()
    {
        _server.Rolls = false;
        await FindAsync(Instance());
        _fake.Advance(TimeSpan.FromSeconds(3600 - 20));

        await FindAsync(Instance());
        await FindAsync(Instance());

        _server.Authentications.ShouldBe(2);
        _log.Count(109).ShouldBe(0);
    }

    [Fact]
    public async Task A_cache_that_hangs_is_a_miss_after_a_second()
    {
        _cache.OnRead = new Gate();
        var call = FindAsync(Instance(withLock: false));
        await _cache.OnRead.ArrivedAsync();
        _fake.Advance(TimeSpan.FromSeconds(1));

        await call;

        _server.Authentications.ShouldBe(1);
        _cache.OnRead.Open();
    }

    [Fact]
    public async Task A_lock_that_does_not_work_is_as_good_as_none_and_logged_once()
    {
        _cache.LockProblem = new InvalidOperationException("down");

        await FindAsync(Instance());
        await FindAsync(Instance());

        _server.Authentications.ShouldBe(1);
        _log.Count(402).ShouldBe(1);
        _log.Count(109).ShouldBe(0);
    }

    [Fact]
    public async Task A_lock_that_comes_too_late_is_given_back()
    {
        _cache.OnLocked = new Gate();
        var call = FindAsync(Instance());
        await _cache.OnLocked.ArrivedAsync();
        _fake.Advance(TimeSpan.FromSeconds(1));
        await call;
        _cache.Locks.Count.ShouldBe(1);

        _cache.OnLocked.Open();

        await Eventually.TrueAsync(() => _cache.Locks.Count == 0);
        _server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_that_is_never_given_back_costs_ten_seconds_and_no_call()
    {
        // The pauses between two looks at the cache end at once; time-outs do not.
        Use(new JumpingTime(TimeSpan.FromMilliseconds(500)));
        await FindAsync(Instance());
        var name = _cache.Entries.Single().Key;
        _cache.Forget();
        _server.RevokeAll();
        _cache.Hold(name + ":lock");

        var started = _time.GetTimestamp();
        await FindAsync(Instance());

        _time.GetElapsedTime(started).ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
        _server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_adopts_a_token_while_another_authenticates_does_not_write_it()
    {
        var waldo = Instance();
        await FindAsync(waldo);
        var (name, (before, _)) = _cache.Entries.Single();
        _cache.Hold(name + ":lock");
        var attempts = _cache.LockAttempts;
        _fake.Advance(TimeSpan.FromMinutes(30));

        await FindAsync(waldo);
        await Eventually.TrueAsync(() => waldo.GetAuthenticationStatus().TokenLife > TimeSpan.FromMinutes(59));
        await Eventually.TrueAsync(() => _cache.LockAttempts > attempts);

        _cache.Entries.Single().Value.Value.ShouldBe(before);
    }

    [Fact]
    public void Only_what_AddWaldoClient_returns_takes_a_store()
    {
        var builder = new ServiceCollection().AddHttpClient("mine");

        Should.Throw<ArgumentException>(() => builder.AddDistributedTokenStore()).Message.ShouldContain("AddWaldoClient");
    }

    [Fact]
    public void A_store_without_a_cache_says_what_to_register()
    {
        var services = new ServiceCollection();
        services.AddWaldoClient(options => (options.ApiKey, options.ClientSecret) = ("wk.test", "ws.test")).AddDistributedTokenStore();
        using var provider = services.BuildServiceProvider();

        Should.Throw<InvalidOperationException>(() => provider.GetRequiredService<WaldoClient>()).Message.ShouldContain("IDistributedCache");
    }

    [Fact]
    public async Task Named_clients_have_stores_of_their_own()
    {
        var services = new ServiceCollection();
        _cache.Use(services);
        services.AddSingleton<IDataProtectionProvider>(_keys);
        services.AddSingleton<TimeProvider>(_time);
        services.AddWaldoClient("acme", options => (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.a", "ws.a", new Uri(ScriptedServer.Origin)))
            .ConfigurePrimaryHttpMessageHandler(() => _server).AddDistributedTokenStore();
        services.AddWaldoClient("other", options => (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.o", "ws.o", new Uri(ScriptedServer.Origin)))
            .ConfigurePrimaryHttpMessageHandler(() => _server);
        await using var provider = services.BuildServiceProvider();

        await FindAsync(provider.GetRequiredKeyedService<WaldoClient>("acme"));
        await FindAsync(provider.GetRequiredKeyedService<WaldoClient>("other"));

        _cache.Entries.Count.ShouldBe(1);
    }

    private static IConfigurationRoot Configuration(params (string Setting, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Waldo:ApiKey"] = "wk.test", ["Waldo:ClientSecret"] = "ws.test", ["Waldo:BaseAddress"] = ScriptedServer.Origin };
        foreach (var (setting, value) in settings)
        {
            values["Waldo:" + setting] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private WaldoClient Instance(
        bool withLock = true, IDataProtectionProvider? keys = null, IConfigurationRoot? configuration = null, (string Setting, string Value)? settings = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerFactory>(_log).AddSingleton(keys ?? _keys);
        if (withLock)
        {
            _cache.Use(services);
        }
        else
        {
            _cache.UseWithoutLock(services);
        }

        configuration ??= settings is { } one ? Configuration(one) : Configuration();
        services.AddWaldoClient(configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _server).AddDistributedTokenStore();
        var provider = services.BuildServiceProvider();
        _instances.Add(provider);
        return provider.GetRequiredService<WaldoClient>();
    }

    private static Task FindAsync(WaldoClient waldo) => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel);

    private void Use(TimeProvider time)
    {
        _time = time;
        _server.Dispose();
        _server = new ScriptedServer(time);
    }
}
