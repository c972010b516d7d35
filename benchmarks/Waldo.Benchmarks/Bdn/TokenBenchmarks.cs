using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Bdn;

/// <summary>The token engine alone.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private readonly Contender _token = WaldoContenders.Token(new ReadyTransport(Rolling.None));

    [Benchmark]
    public Task Warm_token() => _token.SendAsync();
}
