using BenchmarkDotNet.Running;

namespace Waldo.Benchmarks.Bdn;

/// <summary>The same figures by BenchmarkDotNet, which takes longer and watches its own error.</summary>
internal static class BdnMode
{
    public static int Run(string[] arguments)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(BdnMode).Assembly).Run(arguments);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
