using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;
using Waldo.Client;

namespace Waldo.Benchmarks.Scale;

/// <summary>More and more named clients in one container, each used once; beside plain named <see cref="HttpClient"/>s.</summary>
internal static class NamedClientScale
{
    private const int Repetitions = 5;
    private static readonly int[] Counts = [1, 10, 100, 1_000];

    public static async Task<TextTable> RunAsync()
    {
        var table = new TextTable(
            numbersRight: true,
            "named clients",
            "register µs/client",
            "first call µs/client",
            "kept B/client",
            "plain: register",
            "plain: first call",
            "plain: kept B");
        using var transport = new ReadyTransport(Rolling.None);
        foreach (var count in Counts)
        {
            await UseAsync(count, AddWaldo(transport), CallWaldoAsync);
            await UseAsync(count, AddPlain(transport), CallPlainAsync);
            var own = await MediansAsync(count, AddWaldo(transport), CallWaldoAsync);
            var plain = await MediansAsync(count, AddPlain(transport), CallPlainAsync);
            table.Add(
                Format.Number(count),
                Format.Number(own.Register),
                Format.Number(own.FirstCall),
                Format.Number(own.Kept),
                Format.Number(plain.Register),
                Format.Number(plain.FirstCall),
                Format.Number(plain.Kept));
        }

        return table;
    }

    private static async Task<(double Register, double FirstCall, double Kept)> MediansAsync(
        int count, Action<IServiceCollection, string> add, Func<IServiceProvider, string, Task> callAsync)
    {
        var runs = new List<(double Register, double FirstCall, double Kept)>();
        for (var turn = 0; turn < Repetitions; turn++)
        {
            // On a new stack: frames of the run before would keep its container alive.
            await Task.Yield();
            runs.Add(await UseAsync(count, add, callAsync, weighs: true));
        }

        return (
            Statistics.Median(runs.Select(run => run.Register)),
            Statistics.Median(runs.Select(run => run.FirstCall)),
            Statistics.Median(runs.Select(run => run.Kept)));
    }

    /// <summary>Builds a container with so many clients and uses each once.</summary>
    /// <returns>Times in microseconds and bytes, each by client.</returns>
    public static async Task<(double Register, double FirstCall, double Kept)> UseAsync(
        int count, Action<IServiceCollection, string> add, Func<IServiceProvider, string, Task> callAsync, bool weighs = false)
    {
        var names = Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"tenant-{number}")).ToArray();
        var before = weighs ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        var start = Stopwatch.GetTimestamp();
        var services = new ServiceCollection();
        foreach (var name in names)
        {
            add(services, name);
        }

        await using var provider = services.BuildServiceProvider();
        var registered = Stopwatch.GetElapsedTime(start);
        foreach (var name in names)
        {
            await callAsync(provider, name);
        }

        var called = Stopwatch.GetElapsedTime(start) - registered;
        var kept = weighs ? GC.GetTotalMemory(forceFullCollection: true) - before : 0;
        GC.KeepAlive(provider);
        return (registered.TotalMicroseconds / count, called.TotalMicroseconds / count, (double)kept / count);
    }

    public static Action<IServiceCollection, string> AddWaldo(HttpMessageHandler transport) =>
        (services, name) => services.AddWaldoClient(name, WaldoContenders.Configure).ConfigurePrimaryHttpMessageHandler(() => transport);

    public static Action<IServiceCollection, string> AddPlain(HttpMessageHandler transport) =>
        (services, name) => services.AddHttpClient(name).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => transport);

    public static async Task CallWaldoAsync(IServiceProvider provider, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.Customer);
        using var response = await provider.GetRequiredKeyedService<WaldoClient>(name).SendAsync(request);
    }

    public static async Task CallPlainAsync(IServiceProvider provider, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.Customer);
        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient(name).SendAsync(request);
    }
}
