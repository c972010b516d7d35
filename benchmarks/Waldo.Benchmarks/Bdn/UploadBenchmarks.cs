using BenchmarkDotNet.Attributes;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Scale;
using Waldo.Client;

namespace Waldo.Benchmarks.Bdn;

/// <summary>A document from a stream, over a transport that reads it to the end.</summary>
[MemoryDiagnoser]
public class UploadBenchmarks
{
    private static readonly DrainingTransport Transport = new();

    private readonly WaldoClient _waldo = new(Place.Options(), Transport);
    private readonly HttpClient _http = new(Transport);
    private byte[] _document = [];

    [Params(100_000, 1_000_000, 10_000_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void CreateDocument()
    {
        _document = new byte[Bytes];
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(_document);
    }

    [Benchmark(Baseline = true)]
    public Task Hand_written_multipart() => UploadScale.PlainUploadAsync(_http, _document);

    [Benchmark]
    public Task UploadDocumentAsync() => UploadScale.UploadAsync(_waldo, _document);
}
