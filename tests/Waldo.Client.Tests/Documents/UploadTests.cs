using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Documents;

public sealed class UploadTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<byte[]> _received = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_parts_are_those_of_the_documentation()
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);

        await waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel);

        var text = Encoding.Latin1.GetString(_received.ShouldHaveSingleItem());
        text.ShouldContain($"Content-Disposition: form-data; name=\"customerId\"\r\n\r\n{Samples.CustomerId}\r\n");
        text.ShouldContain("Content-Disposition: form-data; name=\"documentType\"\r\n\r\ndriving_licence\r\n");
        text.ShouldContain("Content-Disposition: form-data; name=\"side\"\r\n\r\nfront\r\n");
        text.ShouldContain("Content-Disposition: form-data; name=\"issuingCountry\"\r\n\r\nUSA\r\n");
        text.ShouldContain("Content-Type: image/jpeg\r\nContent-Disposition: form-data; name=\"document\"; filename=\"document.jpg\"\r\n\r\n");
        text.ShouldNotContain("licence-of-mara", Case.Insensitive);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("file")]
    [InlineData("seekable stream")]
    [InlineData("stream that began before")]
    [InlineData("network stream")]
    public async Task The_bytes_arrive_as_they_are(string source)
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        var bytes = Samples.Jpeg(300_000);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, bytes, Cancel);
            await waldo.UploadDocumentAsync(Samples.Document(Content(source, bytes, file)), progress: null, Cancel);
        }
        finally
        {
            File.Delete(file);
        }

        Document(_received.ShouldHaveSingleItem()).ShouldBe(bytes);
        server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("file")]
    [InlineData("seekable stream")]
    [InlineData("stream that began before")]
    public async Task They_arrive_as_they_are_when_replayed_after_a_401(string source)
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var accept = server.OnCall;
        server.OnCall = async (request, ct) =>
        {
            await accept!(request, ct);
            server.OnCall = accept;
            return server.InvalidToken();
        };
        var bytes = Samples.Jpeg(300_000);
        var progress = new List<UploadProgress>();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, bytes, Cancel);
            await waldo.UploadDocumentAsync(Samples.Document(Content(source, bytes, file)), new Progress(progress), Cancel);
        }
        finally
        {
            File.Delete(file);
        }

        _received.Count.ShouldBe(2);
        _received.ShouldAllBe(body => Document(body).SequenceEqual(bytes));
        server.Authentications.ShouldBe(2);
        progress.Count(p => p.BytesSent == bytes.Length).ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_not_sent_again_once_it_was_read()
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var accept = server.OnCall;
        server.OnCall = async (request, ct) =>
        {
            await accept!(request, ct);
            return server.InvalidToken();
        };

        var error = await Should.ThrowAsync<WaldoApiException>(
            () => waldo.UploadDocumentAsync(Samples.Document(Content("network stream", Samples.Jpeg(1000), string.Empty)), progress: null, Cancel));

        error.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_where_its_connection_was_refused()
    {
        var time = new JumpingTime(TimeSpan.FromSeconds(9));
        using var server = Server(time);
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var accept = server.OnCall;
        server.OnCall = (_, _) =>
        {
            server.OnCall = accept;
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        };
        var bytes = Samples.Jpeg(1000);

        await waldo.UploadDocumentAsync(Samples.Document(Content("network stream", bytes, string.Empty)), progress: null, Cancel);

        Document(_received.ShouldHaveSingleItem()).ShouldBe(bytes);
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Progress_grows_to_the_whole()
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        var progress = new List<UploadProgress>();

        await waldo.UploadDocumentAsync(Samples.Document(DocumentContent.FromBytes(Samples.Jpeg(200_000), "a.jpg")), new Progress(progress), Cancel);

        progress.Count.ShouldBeGreaterThan(3);
        progress.Select(p => p.BytesSent).ShouldBeInOrder();
        progress.ShouldAllBe(p => p.TotalBytes == 200_000);
        progress[^1].BytesSent.ShouldBe(200_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_stream_is_left_open_on_request(bool leaveOpen)
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        var stream = new MemoryStream(Samples.Jpeg(1000));

        await waldo.UploadDocumentAsync(Samples.Document(DocumentContent.FromStream(stream, "a.jpg", leaveOpen)), progress: null, Cancel);

        stream.CanRead.ShouldBe(leaveOpen);
    }

    [Theory]
    [InlineData("too large", "10485761 bytes")]
    [InlineData("empty", "empty")]
    [InlineData("gif", "neither JPEG, PNG nor PDF")]
    [InlineData("short", "neither JPEG, PNG nor PDF")]
    [InlineData("US", "three letters")]
    [InlineData("U5A", "three letters")]
    [InlineData("no side", "Side")]
    [InlineData("no customer", "CustomerId")]
    public async Task What_Waldo_would_refuse_is_refused_before_a_byte_is_sent(string what, string says)
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        var content = what switch
        {
            "too large" => DocumentContent.FromBytes(Samples.Jpeg((10 * 1024 * 1024) + 1), "a.jpg"),
            "empty" => DocumentContent.FromBytes(Array.Empty<byte>(), "a.jpg"),
            "gif" => DocumentContent.FromBytes("GIF89a and more"u8.ToArray(), "a.jpg"),
            "short" => DocumentContent.FromBytes(new byte[] { 0xFF, 0xD8 }, "a.jpg"),
            _ => DocumentContent.FromBytes(Samples.Jpeg(1000), "a.jpg"),
        };
        var upload = new DocumentUpload
        {
            CustomerId = what == "no customer" ? " " : "c1",
            Type = DocumentType.Passport,
            Side = what == "no side" ? default : DocumentSide.Front,
            IssuingCountry = what.Length is 2 or 3 && what != "gif" ? what : "DEU",
            Content = content,
        };

        var error = await Should.ThrowAsync<ArgumentException>(() => waldo.UploadDocumentAsync(upload, progress: null, Cancel));

        error.Message.ShouldContain(says);
        error.ParamName.ShouldBe("document");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_limit_the_size_is_Waldos_business()
    {
        using var server = Server();
        var options = server.Options;
        options.MaxDocumentBytes = null;
        using var waldo = new WaldoClient(options, server);

        await waldo.UploadDocumentAsync(Samples.Document(DocumentContent.FromBytes(Samples.Jpeg(11 * 1024 * 1024), "a.jpg")), progress: null, Cancel);

        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_of_unknown_length_is_stopped_at_the_limit()
    {
        using var server = Server();
        var options = server.OptionsWithRetries;
        options.MaxDocumentBytes = 100_000;
        using var waldo = new WaldoClient(options, server);

        var error = await Should.ThrowAsync<ArgumentException>(
            () => waldo.UploadDocumentAsync(Samples.Document(Content("network stream", Samples.Jpeg(200_000), string.Empty)), progress: null, Cancel));

        error.Message.ShouldContain("larger than 100000 bytes");
        server.Calls.ShouldBe(1);
        _received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_told()
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.OptionsWithRetries, server);

        var error = await Should.ThrowAsync<ArgumentException>(
            () => waldo.UploadDocumentAsync(Samples.Document(DocumentContent.FromStream(new ShrinkingStream(Samples.Jpeg(1000)), "a.jpg")), progress: null, Cancel));

        error.Message.ShouldContain("ended after 500 of 1000 bytes");
        server.Calls.ShouldBe(1);
        _received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_attempt_of_an_upload_is_not_cut_short_by_the_total_time()
    {
        using var server = Server();
        var options = server.Options;
        options.TotalTimeout = TimeSpan.FromSeconds(20);
        options.UploadTimeout = TimeSpan.FromSeconds(60);
        using var waldo = new WaldoClient(options, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var slow = new Gate();
        server.OnCall = async (_, ct) =>
        {
            await slow.PassAsync(ct);
            return server.Success();
        };

        var upload = waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel);
        await slow.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(59));
        slow.Open();
        await upload;

        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_that_takes_too_long_names_its_own_limit()
    {
        using var server = Server();
        using var waldo = new WaldoClient(server.Options, server);
        await waldo.GetAccessTokenAsync(Cancel);
        var stuck = new Gate();
        server.OnCall = async (_, ct) =>
        {
            await stuck.PassAsync(ct);
            return server.Success();
        };

        var upload = waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel);
        await stuck.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(100));
        var error = await Should.ThrowAsync<WaldoTimeoutException>(() => upload);

        error.Timeout.ShouldBe(TimeSpan.FromSeconds(100));
        error.MayHaveBeenProcessed.ShouldBeTrue();
    }

    private ScriptedServer Server(TimeProvider? time = null)
    {
        var server = new ScriptedServer(time ?? _time);
        server.OnCall = async (request, ct) =>
        {
            using var body = new MemoryStream();
            await request.Content!.CopyToAsync(body, ct);
            _received.Add(body.ToArray());
            return server.Success(server.IssueToken());
        };
        return server;
    }

    private static DocumentContent Content(string source, byte[] bytes, string file)
    {
        switch (source)
        {
            case "bytes":
                return DocumentContent.FromBytes(bytes, "a.jpg");
            case "file":
                return DocumentContent.FromFile(file);
            case "seekable stream":
                return DocumentContent.FromStream(new MemoryStream(bytes), "a.jpg");
            case "stream that began before":
                var stream = new MemoryStream([1, 2, 3, .. bytes]) { Position = 3 };
                return DocumentContent.FromStream(stream, "a.jpg");
            default:
                return DocumentContent.FromStream(new OneWayStream(bytes), "a.jpg");
        }
    }

    private static byte[] Document(byte[] body)
    {
        var start = body.AsSpan().IndexOf("filename=\"document.jpg\"\r\n\r\n"u8) + "filename=\"document.jpg\"\r\n\r\n".Length;
        return body[start..body.AsSpan().LastIndexOf("\r\n--waldo-"u8)];
    }

    private sealed class Progress(List<UploadProgress> reports) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => reports.Add(value);
    }

    /// <summary>Tells a length and gives half of it.</summary>
    private sealed class ShrinkingStream(byte[] bytes) : MemoryStream(bytes[..(bytes.Length / 2)])
    {
        public override long Length => bytes.Length;
    }
}

[Collection(MemoryMeasurements.Name)]
public sealed class UploadMemoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_megabytes_allocate_less_than_one()
    {
        const int Length = 10 * 1024 * 1024;
        var time = new FakeTimeProvider();
        using var server = new ScriptedServer(time);
        server.OnCall = async (request, ct) =>
        {
            await request.Content!.CopyToAsync(Stream.Null, ct);
            return server.Success(server.IssueToken());
        };
        using var waldo = new WaldoClient(server.Options, server);
        var bytes = Samples.Jpeg(Length);
        await waldo.UploadDocumentAsync(Samples.Document(), progress: null, Cancel);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await waldo.UploadDocumentAsync(Samples.Document(DocumentContent.FromStream(new OneWayStream(bytes), "a.jpg")), progress: null, Cancel);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        TestContext.Current.SendDiagnosticMessage($"a 10 MB upload allocated {allocated} bytes");
        allocated.ShouldBeLessThan(1024 * 1024);
    }
}
