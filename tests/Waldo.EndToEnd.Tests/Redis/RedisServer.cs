using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Waldo.EndToEnd.Tests.Redis;

/// <summary>A redis-server of its own on a free loopback port, which can be killed and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"];

    // Only against a hang: Redis starts in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("waldo-redis").FullName;
    private Process? _process;

    private RedisServer(int port) => Port = port;

    public int Port { get; }

    /// <summary>Why a test is skipped where Redis is not installed.</summary>
    public const string HowToInstall = "There is no redis-server on this machine. Install it with: apt-get install -y redis-server";

    /// <summary>Starts one.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(FreePort());
        await server.RunAsync();
        return server;
    }

    public static bool IsInstalled => Array.Exists(Places, File.Exists);

    /// <summary>Starts it again on the same port, empty.</summary>
    public async Task RunAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Array.Find(Places, File.Exists)!,
            ["--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--save", string.Empty, "--appendonly", "no", "--dir", _folder])
        {
            RedirectStandardOutput = true,
        })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await using var redis = await ConnectAsync();
                await redis.GetDatabase().PingAsync();
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException && !patience.IsCancellationRequested && !_process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        EndPoints = { new IPEndPoint(IPAddress.Loopback, Port) },
        AllowAdmin = true,
        AsyncTimeout = 60_000,
    });

    /// <summary>All keys with all that lies under them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAllAsync()
    {
        await using var redis = await ConnectAsync();
        var database = redis.GetDatabase();
        var everything = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var key in redis.GetServers().Single().KeysAsync(pattern: "*"))
        {
            var fields = await database.KeyTypeAsync(key) == RedisType.Hash
                ? (await database.HashGetAllAsync(key)).Select(field => $"{field.Name}={Latin(field.Value)}")
                : [Latin(await database.StringGetAsync(key))];
            everything[key.ToString()] = string.Join('\n', fields);
        }

        return everything;
    }

    public async Task ClearAsync()
    {
        await using var redis = await ConnectAsync();
        await redis.GetServers().Single().FlushAllDatabasesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string Latin(RedisValue value) => System.Text.Encoding.Latin1.GetString((byte[])value! ?? []);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
