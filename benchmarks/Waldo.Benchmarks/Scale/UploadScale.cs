using System.Diagnostics;
using System.Net.Http.Headers;
using Waldo.Benchmarks.Common;
using Waldo.Client;

namespace Waldo.Benchmarks.Scale;

/// <summary>Larger and larger documents, from a stream; beside a hand-written multipart upload.</summary>
internal static class UploadScale
{
    private const int Repetitions = 15;
    private const double Allowed = 1024 * 1024;
    private static readonly int[] Sizes = [100_000, 1_000_000, 10_000_000];

    public static async Task<TextTable> RunAsync()
    {
        using var transport = new DrainingTransport();
        using var waldo = new WaldoClient(Place.Options(), transport);
        using var http = new HttpClient(transport);
        var table = new TextTable(numbersRight: true, "document, MB", "µs", "allocated B", "hand-written: µs", "allocated B", "target");
        foreach (var size in Sizes)
        {
            var document = new byte[size];
            ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(document);
            var own = await MeasureAsync(() => UploadAsync(waldo, document));
            var plain = await MeasureAsync(() => PlainUploadAsync(http, document));
            table.Add(
                Format.Fraction(size / 1e6),
                Format.Number(own.Microseconds),
                Format.Number(own.Bytes),
                Format.Number(plain.Microseconds),
                Format.Number(plain.Bytes),
                $"≤ 1 MiB {(own.Bytes <= Allowed ? "met" : "MISSED")}");
        }

        return table;
    }

    public static async Task UploadAsync(WaldoClient waldo, byte[] document)
    {
        using var stream = new MemoryStream(document, writable: false);
        await waldo.UploadDocumentAsync(new DocumentUpload
        {
            CustomerId = Place.CustomerId,
            Type = DocumentType.DrivingLicence,
            Side = DocumentSide.Front,
            IssuingCountry = "USA",
            Content = DocumentContent.FromStream(stream, "licence.jpg"),
        });
    }

    public static async Task PlainUploadAsync(HttpClient http, byte[] document)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Place.CustomerId), "customerId" },
            { new StringContent("driving_licence"), "documentType" },
            { new StringContent("front"), "side" },
            { new StringContent("USA"), "issuingCountry" },
        };
        var file = new StreamContent(new MemoryStream(document, writable: false));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(file, "document", "document.jpg");
        using var response = await http.PostAsync(new Uri(Place.Origin, "document"), content);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(Func<Task> uploadAsync)
    {
        for (var turn = 0; turn < 50; turn++)
        {
            await uploadAsync();
        }

        var times = new List<double>();
        var bytes = new List<double>();
        for (var turn = 0; turn < Repetitions; turn++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            await uploadAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            bytes.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (Statistics.Median(times), Statistics.Median(bytes));
    }
}
