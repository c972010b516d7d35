using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Scale;

namespace Waldo.Benchmarks.Bdn;

/// <summary>A container with many named clients, each called once.</summary>
[MemoryDiagnoser]
public class NamedClientBenchmarks
{
    private static readonly ReadyTransport Transport = new(Rolling.None);

    [Params(1, 100, 1_000)]
    public int Clients { get; set; }

    [Benchmark(Baseline = true)]
    public Task AddHttpClient() => NamedClientScale.UseAsync(Clients, NamedClientScale.AddPlain(Transport), NamedClientScale.CallPlainAsync);

    [Benchmark]
    public Task AddWaldoClient() => NamedClientScale.UseAsync(Clients, NamedClientScale.AddWaldo(Transport), NamedClientScale.CallWaldoAsync);
}
