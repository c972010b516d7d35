using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Bdn;

/// <summary>A typed call that reads one customer.</summary>
[MemoryDiagnoser]
public class TypedCallBenchmarks
{
    private static readonly ReadyTransport Transport = new(Rolling.None, Place.CustomerBody.ToArray());

    private readonly Contender _handWritten = HandWrittenCall.On(Transport);
    private readonly Contender _typed = WaldoContenders.TypedCall(Transport);

    [Benchmark(Baseline = true)]
    public Task GetFromJsonAsync() => _handWritten.SendAsync();

    [Benchmark]
    public Task GetCustomerAsync() => _typed.SendAsync();
}
