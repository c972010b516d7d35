using System.Diagnostics;

namespace Waldo.Benchmarks.Throughput;

/// <summary>What a slice of load brought.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="CpuMicroseconds">Processor time of the client's process per request: it hardly depends on what else the machine does.</param>
/// <param name="Microseconds">The time of each request.</param>
internal sealed record LoadResult(double PerSecond, double CpuMicroseconds, List<double> Microseconds);

/// <summary>A number of callers that each send one request after the other.</summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(HttpClient http, Uri uri, int callers, TimeSpan length)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(http, uri, clock, length))));
        var elapsed = clock.Elapsed;
        var used = Environment.CpuUsage.TotalTime - processor;
        List<double> all = [.. times.SelectMany(own => own)];
        return new LoadResult(all.Count / elapsed.TotalSeconds, used.TotalMicroseconds / all.Count, all);
    }

    private static async Task<List<double>> CallAsync(HttpClient http, Uri uri, Stopwatch clock, TimeSpan length)
    {
        var times = new List<double>(4096);
        while (clock.Elapsed < length)
        {
            var start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times;
    }
}
