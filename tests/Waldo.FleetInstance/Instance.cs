using System.Globalization;
using System.Net;
using Medallion.Threading;
using Medallion.Threading.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Waldo.Client;

namespace Waldo.FleetInstance;

/// <summary>An application with a Waldo client whose tokens lie in Redis.</summary>
internal sealed class Instance(InstanceSettings settings) : IAsyncDisposable
{
    private readonly ShiftedTime _time = new(settings.Now);
    private ConnectionMultiplexer? _redis;
    private ServiceProvider? _services;
    private volatile bool _hasToStop;
    private Task<string>? _traffic;

    private WaldoClient Waldo => _services!.GetRequiredService<WaldoClient>();

    /// <summary>Begins anew, as after a restart, with nothing in memory.</summary>
    public async Task<string> StartAsync(bool withLock)
    {
        await DisposeAsync();
        var configuration = new ConfigurationOptions
        {
            EndPoints = { new IPEndPoint(IPAddress.Loopback, settings.RedisPort) },
            AbortOnConnectFail = false,
            ConnectTimeout = 2000,

            // As long as the client of this instance is patient, its Redis is.
            AsyncTimeout = 60_000,
            ReconnectRetryPolicy = new LinearRetry(200),
        };
        _redis = await ConnectionMultiplexer.ConnectAsync(configuration);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging(logging => logging.AddFilter(level => settings.IsTalkative).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddDataProtection().SetApplicationName("fleet").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        services.AddStackExchangeRedisCache(cache => cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(_redis));
        if (withLock)
        {
            services.AddSingleton<IDistributedLockProvider>(new RedisDistributedSynchronizationProvider(_redis.GetDatabase()));
        }

        services.AddWaldoClient(options =>
            (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("sandbox.wk.emulator", "sandbox.ws.emulator", settings.Emulator)).AddDistributedTokenStore();
        _services = services.BuildServiceProvider();
        _ = Waldo.GetAuthenticationStatus();
        return "started";
    }

    public async Task<string> CallAsync(int count)
    {
        string? problem = null;
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            for (var i = 0; i < count && problem is null; i++)
            {
                try
                {
                    await Waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"));
                }
                catch (WaldoException exception)
                {
                    problem = exception.Message;
                }
            }
        }));
        return problem ?? "done";
    }

    /// <summary>Begins to call until <see cref="StopAsync"/>; the first answers are there when it returns.</summary>
    public async Task<string> StartTrafficAsync()
    {
        var first = await CallAsync(1);
        _hasToStop = false;
        _traffic = Task.Run(async () =>
        {
            var answer = first;
            while (!_hasToStop && answer == "done")
            {
                answer = await CallAsync(1);
            }

            return answer;
        });
        return "started";
    }

    /// <summary>Ends the traffic, and calls a last time.</summary>
    public async Task<string> StopAsync()
    {
        _hasToStop = true;
        var answer = await _traffic!;
        return answer == "done" ? await CallAsync(1) : answer;
    }

    public string BePatient(bool isPatient)
    {
        _time.IsPatient = isPatient;
        return "understood";
    }

    public string Advance(TimeSpan by)
    {
        _time.Advance(by);
        return "advanced";
    }

    public async Task<string> ReachRedisAsync()
    {
        try
        {
            await _redis!.GetDatabase().PingAsync();
            return "reached";
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return "unreachable";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"instance of {settings.Emulator}");
}
