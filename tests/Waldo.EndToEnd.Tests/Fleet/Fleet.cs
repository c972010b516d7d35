using System.Globalization;
using Waldo.EndToEnd.Tests.Redis;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Fleet;

/// <summary>Twenty processes, a Redis and an emulator, started once for all tests of the class.</summary>
public sealed class Fleet : IAsyncLifetime
{
    private const int Size = 20;
    private readonly string _keys = Directory.CreateTempSubdirectory("waldo-keys").FullName;
    private readonly List<InstanceProcess> _instances = [];

    public WaldoEmulator Emulator { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public int Authentications => Emulator.Journal.Count("POST", "/authenticate", 200);

    public async ValueTask InitializeAsync()
    {
        if (!RedisServer.IsInstalled)
        {
            return;
        }

        Redis = await RedisServer.StartAsync();
        Emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual, JournalCapacity = 100_000 }, TestContext.Current.CancellationToken);
        while (_instances.Count < Size)
        {
            // Two at a time, as many as there are cores: twenty cold processes at once keep each other from starting.
            InstanceProcess[] next = [Start(), Start()];
            _instances.AddRange(next);
            (await Task.WhenAll(next.Select(instance => instance.ReadAsync()))).ShouldAllBe(line => line == "ready");
        }
    }

    /// <summary>Begins a test: empty Redis, empty journal, instances with nothing in memory; or skips it where Redis is not installed.</summary>
    /// <remarks>
    /// The instances are patient: how often they authenticate must not depend on whether a busy machine lets one of them wait for longer than the client does.
    /// </remarks>
    public async Task BeginAsync(bool withLock)
    {
        Assert.SkipWhen(!RedisServer.IsInstalled, RedisServer.HowToInstall);
        await Redis.ClearAsync();
        Emulator.Reset();
        await BePatientAsync(true);
        (await AskAllAsync(withLock ? "start lock" : "start alone")).ShouldAllBe(answer => answer == "started");
    }

    /// <summary>Whether the time-outs of the instances end.</summary>
    public async Task BePatientAsync(bool isPatient) =>
        (await AskAllAsync(isPatient ? "patient yes" : "patient no")).ShouldAllBe(answer => answer == "understood");

    /// <summary>Gives all instances a command at once.</summary>
    public Task<string?[]> AskAllAsync(string command) => Task.WhenAll(AskEach(_ => command));

    /// <summary>Gives each instance its own command.</summary>
    public IReadOnlyList<Task<string?>> AskEach(Func<int, string> command) => [.. _instances.Select((instance, index) => instance.AskAsync(command(index)))];

    private InstanceProcess Start() => new(
        Emulator.Address.ToString(),
        Redis.Port.ToString(CultureInfo.InvariantCulture),
        _keys,
        Emulator.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        if (Emulator is not null)
        {
            await Emulator.DisposeAsync();
            await Redis.DisposeAsync();
        }

        Directory.Delete(_keys, recursive: true);
    }
}
