using Waldo.Benchmarks.Overhead;
using Waldo.Benchmarks.Torture;

namespace Waldo.Benchmarks;

/// <summary>What can be measured; see benchmarks/README.md.</summary>
internal static class Program
{
    private const string Usage = """
        Measures Waldo.Client beside what a user would take instead. Run with one of:

          overhead             nanoseconds and bytes per request, against a bare HttpClient and the peers (under a minute)
          torture              the situations in which integrations go wrong, beside the peers; exit code 1 when ours misses a target
        """;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "overhead":
                return await OverheadMode.RunAsync();
            case "torture":
                return await TortureMode.RunAsync();
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
