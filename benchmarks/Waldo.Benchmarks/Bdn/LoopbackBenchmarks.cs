using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Throughput;

namespace Waldo.Benchmarks.Bdn;

/// <summary>A thousand requests by several callers over loopback sockets; the time is that of one request's share.</summary>
[MemoryDiagnoser]
public class LoopbackBenchmarks
{
    private const int Requests = 1_024;

    private ServerProcess? _server;
    private HttpClient[] _clients = [];
    private Uri? _uri;

    [Params(1, 16, 64, 256)]
    public int Callers { get; set; }

    [GlobalSetup]
    public async Task StartServerAsync()
    {
        _server = await ServerProcess.StartAsync();
        _clients = LoadClients.Create(_server.Address);
        _uri = new Uri(_server.Address, LoopbackServer.Rolling + "customer");
    }

    [GlobalCleanup]
    public void StopServer() => _server?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Requests)]
    public Task HttpClient_with_a_static_bearer() => SendAsync(_clients[0]);

    [Benchmark(OperationsPerInvoke = Requests)]
    public Task Waldo_handler() => SendAsync(_clients[1]);

    [Benchmark(OperationsPerInvoke = Requests)]
    public Task Waldo_default_pipeline() => SendAsync(_clients[2]);

    private Task SendAsync(HttpClient http) => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
    {
        for (var request = 0; request < Requests / Callers; request++)
        {
            using var response = await http.GetAsync(_uri);
            response.EnsureSuccessStatusCode();
        }
    })));
}
