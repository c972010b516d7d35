using System.Net;
using System.Net.Http.Json;
using System.Text;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Handler;

/// <summary>A request whose token was rejected is sent once more where its content provably can be; otherwise the 401 is the answer.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WireTap _wire;
    private readonly HttpClient _http;

    public ReplayTests()
    {
        _wire = new WireTap(_server);
        _http = new HttpClient(new AuthenticationHandler(_server.Options, new Serializing(_wire))) { BaseAddress = new Uri(ScriptedServer.Origin) };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public Task No_content_is_sent_again() => ReplayedAsync(null, string.Empty);

    [Fact]
    public Task Text_is_sent_again() => ReplayedAsync(new StringContent("""{"a":1}"""), """{"a":1}""");

    [Fact]
    public Task Bytes_are_sent_again() => ReplayedAsync(new ByteArrayContent([0x61, 0x62, 0x63], 1, 2), "bc");

    [Fact]
    public Task Memory_is_sent_again() => ReplayedAsync(new ReadOnlyMemoryContent("abc"u8.ToArray()), "abc");

    [Fact]
    public Task A_form_is_sent_again() => ReplayedAsync(new FormUrlEncodedContent([new("a", "1 2")]), "a=1+2");

    [Fact]
    public Task A_seekable_stream_is_sent_again_from_where_it_began()
    {
        var stream = new MemoryStream("0123456789"u8.ToArray()) { Position = 4 };

        return ReplayedAsync(new StreamContent(stream), "456789");
    }

    [Fact]
    public Task A_stream_that_cannot_seek_is_not_sent_again() => NotReplayedAsync(new StreamContent(new OneWayStream("abc"u8.ToArray())));

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_again_where_it_was_buffered()
    {
        var content = new StreamContent(new OneWayStream("abc"u8.ToArray()));
        await content.ReadAsByteArrayAsync(Cancel);

        await ReplayedAsync(content, "abc");
    }

    [Fact]
    public Task Json_that_is_serialized_as_it_is_sent_is_not_sent_again() => NotReplayedAsync(JsonContent.Create(new { a = 1 }));

    [Fact]
    public async Task Json_is_sent_again_where_it_was_buffered()
    {
        var content = JsonContent.Create(new { a = 1 });
        await content.ReadAsByteArrayAsync(Cancel);

        await ReplayedAsync(content, """{"a":1}""");
    }

    [Fact]
    public Task Parts_are_sent_again_where_all_of_them_can_be()
    {
        var stream = new MemoryStream("0123456789"u8.ToArray()) { Position = 8 };

        return ReplayedAsync(
            new MultipartFormDataContent("limit") { { new StringContent("front"), "side" }, { new StreamContent(stream), "document" } },
            "--limit\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=side\r\n\r\nfront\r\n"
            + "--limit\r\nContent-Disposition: form-data; name=document\r\n\r\n89\r\n--limit--\r\n");
    }

    [Fact]
    public Task Parts_of_parts_are_sent_again_where_all_of_them_can_be() =>
        ReplayedAsync(
            new MultipartContent("mixed", "limit") { new MultipartContent("mixed", "inner") { new ByteArrayContent("abc"u8.ToArray()) } },
            "--limit\r\nContent-Type: multipart/mixed; boundary=\"inner\"\r\n\r\n--inner\r\n\r\nabc\r\n--inner--\r\n\r\n--limit--\r\n");

    [Fact]
    public Task Parts_are_not_sent_again_where_one_of_them_cannot_be() => NotReplayedAsync(
        new MultipartFormDataContent { { new StringContent("front"), "side" }, { new StreamContent(new OneWayStream("abc"u8.ToArray())), "document" } });

    [Fact]
    public Task Content_of_an_unknown_kind_is_not_sent_again() => NotReplayedAsync(new OwnContent());

    [Fact]
    public Task Content_derived_from_a_known_kind_is_not_sent_again() => NotReplayedAsync(new OwnText());

    [Fact]
    public async Task The_401_of_a_request_that_is_not_sent_again_still_retires_the_token()
    {
        await RevokedAsync();

        using var refused = await _http.PostAsync(new Uri("document", UriKind.Relative), new StreamContent(new OneWayStream([1])), Cancel);
        using var next = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        (refused.StatusCode, next.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    [Fact]
    public async Task The_401_that_is_the_answer_can_be_read()
    {
        await RevokedAsync();

        using var refused = await _http.PostAsync(new Uri("document", UriKind.Relative), new StreamContent(new OneWayStream([1])), Cancel);

        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldBe("""{"code":"INVALID_TOKEN","message":"Invalid token."}""");
        refused.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("""{"code":"INVALID_API_KEY"}""")]
    [InlineData("""{"code":"SOMETHING_NEW"}""")]
    public async Task A_401_about_something_else_is_the_answer_and_keeps_the_token(string body)
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.Unauthorized, body));

        using var first = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        _server.OnCall = null;
        using var second = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        (await first.Content.ReadAsStringAsync(Cancel)).ShouldBe(body);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    /// <summary>Leaves the handler with a token that the server does not accept any more.</summary>
    private async Task RevokedAsync()
    {
        using var response = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        _server.RevokeAll();
    }

    private async Task ReplayedAsync(HttpContent? content, string body)
    {
        await RevokedAsync();

        using var response = await _http.PostAsync(new Uri("document", UriKind.Relative), content, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _wire.Requests.Where(r => r.Uri.AbsolutePath == "/document").Select(r => r.Body ?? string.Empty).ShouldBe([body, body]);
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    private async Task NotReplayedAsync(HttpContent content)
    {
        await RevokedAsync();

        using var response = await _http.PostAsync(new Uri("document", UriKind.Relative), content, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    /// <summary>Writes the content out as a socket would, without buffering it in the request, and passes on what was written.</summary>
    private sealed class Serializing(HttpMessageHandler next) : DelegatingHandler(next)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var sent = new MemoryStream();
            if (request.Content is not null)
            {
                await request.Content.CopyToAsync(sent, cancellationToken);
            }

            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(sent.ToArray()) };
            copy.Headers.Authorization = request.Headers.Authorization;
            return await base.SendAsync(copy, cancellationToken);
        }
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private sealed class OwnContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync("abc"u8.ToArray()).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 3;
            return true;
        }
    }

    private sealed class OwnText() : StringContent("abc", Encoding.UTF8);
}
