using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Scale;

namespace Waldo.Benchmarks.Bdn;

/// <summary>A client without a token that many callers use at once.</summary>
[MemoryDiagnoser]
public class CallerBenchmarks
{
    [Params(1, 100, 10_000)]
    public int Callers { get; set; }

    [Benchmark]
    public Task Cold_start() => CallerScale.ColdAsync(Callers);
}
