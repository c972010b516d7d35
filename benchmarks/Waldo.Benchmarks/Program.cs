using Waldo.Benchmarks.Overhead;

namespace Waldo.Benchmarks;

/// <summary>What can be measured; see benchmarks/README.md.</summary>
internal static class Program
{
    private const string Usage = """
        Measures Waldo.Client beside what a user would take instead. Run with one of:

          overhead             nanoseconds and bytes per request, against a bare HttpClient and the peers (under a minute)
        """;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "overhead":
                return await OverheadMode.RunAsync();
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
