using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Bdn;

/// <summary>One request over a transport that costs nothing and brings no new token.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private static readonly ReadyTransport Transport = new(Rolling.None);

    private readonly Contender _bare = BareHttpClient.WithRequestHeader(Transport);
    private readonly Contender _handler = WaldoContenders.Handler(Transport);
    private readonly Contender _pipeline = WaldoContenders.Pipeline(Transport);
    private readonly Contender _sendAsync = WaldoContenders.SendAsync(Transport);
    private readonly Contender _handWritten = HandWrittenHandler.On(Transport);
    private readonly Contender _azurePolicy = AzureContenders.Policy(Transport);
    private readonly Contender _azurePipeline = AzureContenders.Pipeline(Transport);
    private readonly Contender _google = GoogleContender.On(Transport);
    private readonly Contender _refit = RefitContender.On(Transport);
    private readonly Contender _kiota = KiotaContender.On(Transport);

    [Benchmark(Baseline = true)]
    public Task HttpClient_with_a_static_bearer() => _bare.SendAsync();

    [Benchmark]
    public Task Waldo_handler() => _handler.SendAsync();

    [Benchmark]
    public Task Waldo_default_pipeline() => _pipeline.SendAsync();

    [Benchmark]
    public Task Waldo_SendAsync() => _sendAsync.SendAsync();

    [Benchmark]
    public Task Hand_written_handler() => _handWritten.SendAsync();

    [Benchmark]
    public Task Azure_bearer_policy() => _azurePolicy.SendAsync();

    [Benchmark]
    public Task Azure_default_pipeline() => _azurePipeline.SendAsync();

    [Benchmark]
    public Task Google_Apis_Auth() => _google.SendAsync();

    [Benchmark]
    public Task Refit_token_getter() => _refit.SendAsync();

    [Benchmark]
    public Task Kiota_bearer_provider() => _kiota.SendAsync();
}
