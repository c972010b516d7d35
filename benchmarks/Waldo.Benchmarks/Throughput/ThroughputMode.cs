using System.Diagnostics;
using System.Globalization;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Throughput;

/// <summary>What is left of a bare <see cref="HttpClient"/>'s throughput over real sockets.</summary>
internal static class ThroughputMode
{
    private const double Target = 0.95;
    private const int FewestPromised = 64;

    // One round differs from the next by a tenth. What is promised gets the rounds that a median needs to stand still.
    private const int Rounds = 9;
    private const int RoundsOfPromised = 45;
    private static readonly int[] Callers = [1, 16, 64, 256];
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"Throughput over loopback sockets, the server in a process of its own. {Machine.Describe()}");
        using var server = await ServerProcess.StartAsync();
        var clients = LoadClients.Create(server.Address);
        await MeasureAsync(clients, new Uri(server.Address, LoopbackServer.Still + "customer"), "No token in the response");
        await MeasureAsync(clients, new Uri(server.Address, LoopbackServer.Rolling + "customer"), "A new 300-character JWT in each response");
        Console.WriteLine(
            $"\n{Rounds} interleaved rounds of {Slice.TotalMilliseconds:0} ms, {RoundsOfPromised} where there is a target; medians, ratios within rounds, with their quartiles. "
            + $"Client and server share the cores; CPU is the client's process alone. {clock.Elapsed.TotalSeconds:0} s.");
        return 0;
    }

    private static async Task MeasureAsync(HttpClient[] clients, Uri uri, string title)
    {
        var table = new TextTable(
            numbersRight: true,
            "callers",
            "client",
            "requests/s",
            "p50 µs",
            "p99 µs",
            "CPU µs/request",
            "CPU ratio",
            "throughput ratio",
            "its quartiles",
            "target");
        foreach (var callers in Callers)
        {
            Describe(table, callers, await RoundsAsync(clients, uri, callers));
        }

        Console.WriteLine($"\n{title}\n");
        Console.Write(table);
    }

    private static async Task<List<LoadResult>[]> RoundsAsync(HttpClient[] clients, Uri uri, int callers)
    {
        var results = Array.ConvertAll(clients, _ => new List<LoadResult>());
        foreach (var client in clients)
        {
            await Load.RunAsync(client, uri, callers, Slice);
        }

        var rounds = callers >= FewestPromised ? RoundsOfPromised : Rounds;
        for (var round = 0; round < rounds; round++)
        {
            // Each begins as often as the others: what runs first in a round may find another machine.
            for (var turn = 0; turn < clients.Length; turn++)
            {
                var index = (turn + round) % clients.Length;
                results[index].Add(await Load.RunAsync(clients[index], uri, callers, Slice));
            }
        }

        return results;
    }

    private static void Describe(TextTable table, int callers, List<LoadResult>[] results)
    {
        for (var index = 0; index < results.Length; index++)
        {
            var times = results[index].SelectMany(round => round.Microseconds).ToArray();
            var ratio = Ratio(round => round.PerSecond, 0.5);
            var isPromised = index > 0 && callers >= FewestPromised;
            table.Add(
                index == 0 ? callers.ToString(CultureInfo.InvariantCulture) : "",
                LoadClients.Names[index],
                Format.Number(Statistics.Median(results[index].Select(round => round.PerSecond))),
                Format.Number(Statistics.Percentile(times, 0.5)),
                Format.Number(Statistics.Percentile(times, 0.99)),
                Statistics.Median(results[index].Select(round => round.CpuMicroseconds)).ToString("0.0", CultureInfo.InvariantCulture),
                Format.Fraction(Ratio(round => round.CpuMicroseconds, 0.5)),
                Format.Fraction(ratio),
                index == 0 ? "" : $"{Format.Fraction(Ratio(round => round.PerSecond, 0.25))} to {Format.Fraction(Ratio(round => round.PerSecond, 0.75))}",
                isPromised ? $"≥ {Format.Fraction(Target)} {(Math.Round(ratio, 2) >= Target ? "met" : "MISSED")}" : "");

            double Ratio(Func<LoadResult, double> figure, double share) =>
                Statistics.Percentile(results[index].Zip(results[0], (own, bare) => figure(own) / figure(bare)), share);
        }
    }
}
