using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Scale;

/// <summary>One client, more and more callers: calls that start without a token, and calls in flight.</summary>
internal static class CallerScale
{
    private const int Repetitions = 5;
    private static readonly int[] Counts = [1, 10, 100, 1_000, 10_000];

    public static async Task<TextTable> RunAsync()
    {
        var table = new TextTable(
            numbersRight: true,
            "concurrent callers",
            "cold start: ms",
            "µs/call",
            "allocated B/call",
            "in flight: held B/call",
            "bare, in flight: held B/call",
            "difference");
        for (var turn = 0; turn < 50; turn++)
        {
            await ColdAsync(100);
        }

        foreach (var count in Counts)
        {
            var microseconds = new List<double>();
            var allocated = new List<double>();
            for (var turn = 0; turn < Repetitions; turn++)
            {
                var cold = await ColdAsync(count);
                microseconds.Add(cold.Elapsed.TotalMicroseconds);
                allocated.Add(cold.Allocated);
            }

            var own = await HeldAsync(Waldo, count);
            var bare = await HeldAsync(Bare, count);
            table.Add(
                Format.Number(count),
                Format.Fraction(Statistics.Median(microseconds) / 1000),
                Format.Fraction(Statistics.Median(microseconds) / count),
                Format.Number(Statistics.Median(allocated) / count),
                Format.Number(own),
                Format.Number(bare),
                Format.Number(own - bare));
        }

        return table;
    }

    /// <summary>From no token at all: the authentication is held until everyone waits for it, then everything is let go.</summary>
    public static async Task<(TimeSpan Elapsed, double Allocated)> ColdAsync(int callers)
    {
        using var transport = new HeldTransport();
        using var http = Waldo(transport);
        transport.HoldAuthentications();
        var calls = new Task[callers];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < callers; index++)
        {
            calls[index] = GetAsync(http);
        }

        transport.Release();
        await Task.WhenAll(calls);
        return (Stopwatch.GetElapsedTime(start), GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    /// <summary>The bytes that one call keeps alive while the transport has it.</summary>
    private static async Task<double> HeldAsync(Func<HttpMessageHandler, HttpClient> create, int callers)
    {
        using var transport = new HeldTransport();
        using var http = create(transport);
        var held = new List<double>();
        for (var turn = 0; turn < Repetitions; turn++)
        {
            await GetAsync(http);
            transport.HoldCalls();
            var calls = new Task[callers];
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var index = 0; index < callers; index++)
            {
                calls[index] = GetAsync(http);
            }

            held.Add((double)(GC.GetTotalMemory(forceFullCollection: true) - before) / callers);
            if (transport.Arrived != callers)
            {
                throw new InvalidOperationException("Not all calls are in flight.");
            }

            transport.Release();
            await Task.WhenAll(calls);
        }

        return Statistics.Median(held);
    }

    private static HttpClient Waldo(HttpMessageHandler transport) =>
        WaldoContenders.Services(transport).GetRequiredService<IHttpClientFactory>().CreateClient("Waldo.Client");

    private static HttpClient Bare(HttpMessageHandler transport) => new(transport) { BaseAddress = Place.Origin };

    private static async Task GetAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.Customer);
        using var response = await http.SendAsync(request);
    }
}
