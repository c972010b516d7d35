using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Bdn;

/// <summary>One request whose response brings a new 300-character JWT.</summary>
[MemoryDiagnoser]
public class RollingBenchmarks
{
    private static readonly ReadyTransport Transport = new(Rolling.New);

    private readonly Contender _bare = BareHttpClient.WithRequestHeader(Transport);
    private readonly Contender _handler = WaldoContenders.Handler(Transport);
    private readonly Contender _pipeline = WaldoContenders.Pipeline(Transport);
    private readonly Contender _handWritten = HandWrittenHandler.On(Transport);

    [Benchmark(Baseline = true)]
    public Task HttpClient_that_ignores_it() => _bare.SendAsync();

    [Benchmark]
    public Task Waldo_handler() => _handler.SendAsync();

    [Benchmark]
    public Task Waldo_default_pipeline() => _pipeline.SendAsync();

    [Benchmark]
    public Task Hand_written_handler() => _handWritten.SendAsync();
}
