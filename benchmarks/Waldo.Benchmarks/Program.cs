using Waldo.Benchmarks.Bdn;
using Waldo.Benchmarks.Overhead;
using Waldo.Benchmarks.Scale;
using Waldo.Benchmarks.Throughput;
using Waldo.Benchmarks.Torture;

namespace Waldo.Benchmarks;

/// <summary>What can be measured; see benchmarks/README.md.</summary>
internal static class Program
{
    private const string Usage = """
        Measures Waldo.Client beside what a user would take instead. Run with one of:

          overhead             nanoseconds and bytes per request, against a bare HttpClient and the peers (under a minute)
          torture              the situations in which integrations go wrong, beside the peers; exit code 1 when ours misses a target
          throughput           requests per second over loopback sockets, against a bare HttpClient (under two minutes)
          scale                time and memory with more callers, more named clients, larger documents
          bdn --filter '*' …   the same by BenchmarkDotNet; takes its arguments
        """;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "overhead":
                return await OverheadMode.RunAsync();
            case "torture":
                return await TortureMode.RunAsync();
            case "throughput":
                return await ThroughputMode.RunAsync();
            case "scale":
                return await ScaleMode.RunAsync();
            case "bdn":
                return BdnMode.Run(arguments[1..]);
            case LoopbackServer.Verb:
                return await LoopbackServer.RunAsync();
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
