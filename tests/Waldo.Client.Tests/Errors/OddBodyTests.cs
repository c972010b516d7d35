using System.Net;
using System.Text;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Errors;

/// <summary>Bodies of any kind, as answers to an authentication, a search and an onboarding: always a <see cref="WaldoApiException"/>.</summary>
public sealed class OddBodyTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Bodies = new(StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["white space"] = "  \r\n"u8.ToArray(),
        ["html"] = "<!DOCTYPE html><html><body>502 c4n4ry Bad Gateway</body></html>"u8.ToArray(),
        ["plain text"] = "upstream c4n4ry timed out"u8.ToArray(),
        ["truncated"] = """{"customers":[{"firstName":"c4n4ry"""u8.ToArray(),
        ["single-quoted"] = """{'message':'c4n4ry'}"""u8.ToArray(),
        ["null"] = "null"u8.ToArray(),
        ["a string"] = "\"c4n4ry\""u8.ToArray(),
        ["a number"] = "17"u8.ToArray(),
        ["an array"] = """[{"customerId":"c4n4ry"}]"""u8.ToArray(),
        ["wrong types"] = """{"customers":"c4n4ry","customerId":["c4n4ry"],"token":{"c4n4ry":1},"code":7,"message":[]}"""u8.ToArray(),
        ["wrong types inside"] = """{"customers":[{"firstName":{"c4n4ry":1}}],"validation":{"fraudScore":"c4n4ry"},"token":null}"""u8.ToArray(),
        ["half a surrogate"] = """{"code":"\ud800","message":"\udc00 c4n4ry","customers":"\ud800","customerId":["\ud800"],"token":"\ud800"}"""u8.ToArray(),
        ["half a surrogate in a name"] = """{"\ud800":"c4n4ry","customers":7,"customerId":7}"""u8.ToArray(),
        ["invalid UTF-8"] = [0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x80],
        ["UTF-16"] = Encoding.Unicode.GetBytes("""{"message":"c4n4ry"}"""),
        ["binary"] = [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
        ["deeply nested"] = Encoding.ASCII.GetBytes(new string('[', 5000)),
        ["large"] = Encoding.ASCII.GetBytes($"<html>c4n4ry{new string('x', 300_000)}</html>"),
    };

    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WaldoClient _waldo;

    public OddBodyTests() => _waldo = new WaldoClient(_server.Options, _server);

    public static TheoryData<string> Kinds => new(Bodies.Keys);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_an_error_answer_it_is_told_with_its_status(string kind)
    {
        _server.OnCall = (_, _) => Task.FromResult(Body(HttpStatusCode.InternalServerError, Bodies[kind]));

        foreach (var error in await BothCallsAsync())
        {
            error.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            error.Code.ShouldBeNull();
            ShouldBeSafe(error, kind);
        }

        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_a_success_it_is_told_as_unreadable(string kind)
    {
        _server.OnCall = (_, _) => Task.FromResult(Body(HttpStatusCode.OK, Bodies[kind]));

        var (search, onboarding) = await BothCallsAsync() is [var a, var b] ? (a, b) : default;

        search!.StatusCode.ShouldBe(HttpStatusCode.OK);
        search.Message.ShouldStartWith("GET /customer was answered with 200, but its body is not the documented JSON, or broke off.");
        search.MayHaveBeenProcessed.ShouldBeFalse();
        onboarding!.MayHaveBeenProcessed.ShouldBeTrue("Waldo has answered with success");
        ShouldBeSafe(search, kind);
        ShouldBeSafe(onboarding, kind);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_an_answer_to_the_authentication_it_is_told_and_no_call_is_sent(string kind)
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(Body(HttpStatusCode.OK, Bodies[kind]));

        var error = await Should.ThrowAsync<WaldoApiException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        error.Operation.ShouldBe("POST /authenticate");
        error.RawBody.ShouldBeNull("a token may stand anywhere in it");
        error.ToString().ShouldNotContain("c4n4ry");
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_a_rejection_it_is_told_and_no_call_is_sent(string kind)
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(Body(HttpStatusCode.Unauthorized, Bodies[kind]));

        var error = await Should.ThrowAsync<WaldoAuthenticationException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        ShouldBeSafe(error, kind);
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_a_401_without_a_readable_code_it_rejects_the_token(string kind)
    {
        var answers = 0;
        _server.OnCall = (_, _) => Task.FromResult(
            Interlocked.Increment(ref answers) == 1 ? Body(HttpStatusCode.Unauthorized, Bodies[kind]) : _server.Success());

        await _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

        (_server.Calls, _server.Authentications).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_code_in_front_of_the_place_where_a_body_breaks_off_is_read()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.Forbidden, """{"code":"API_KEY_REVOKED","message":"This API key has"""));

        await Should.ThrowAsync<WaldoAuthenticationException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.OK, $$"""{{'\uFEFF'}}{"token":"{{_server.IssueToken()}}"}"""));
        _server.OnCall = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.OK, '\uFEFF' + Samples.CustomersAnswer));
        (await _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel)).Count.ShouldBe(1);

        _server.OnCall = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.BadRequest, "\uFEFF{\"code\":\"INVALID_DATA\",\"message\":\"Invalid dob\"}"));
        var error = await Should.ThrowAsync<WaldoValidationException>(() => _waldo.OnboardAsync(Samples.Onboarding(), Cancel));

        error.Field.ShouldBe("dob");
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(InvalidDataException))]
    public async Task A_body_whose_transfer_breaks_off_is_told_with_its_status(Type failure)
    {
        _server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new BrokenStream("""{"customers":[],"customerId":"x"}"""u8.ToArray(), () => (Exception)Activator.CreateInstance(failure)!)),
        });

        foreach (var error in await BothCallsAsync())
        {
            error.StatusCode.ShouldBe(HttpStatusCode.OK);
            error.RawBody.ShouldBe("""{"customers":[],"customerId":"x"}""");
        }

        _server.Calls.ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.OK)]
    public async Task An_endless_body_is_not_read_endlessly(HttpStatusCode status)
    {
        var body = new BrokenStream([], failure: null);
        _server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(body) });

        var error = await Should.ThrowAsync<WaldoApiException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        error.StatusCode.ShouldBe(status);
        error.RawBody!.Length.ShouldBe(4096);
        _server.Calls.ShouldBe(1);
    }

    private async Task<WaldoApiException[]> BothCallsAsync() =>
    [
        await Should.ThrowAsync<WaldoApiException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel)),
        await Should.ThrowAsync<WaldoApiException>(() => _waldo.OnboardAsync(Samples.Onboarding(), Cancel)),
    ];

    private static void ShouldBeSafe(WaldoApiException error, string kind)
    {
        (error.RawBody?.Length ?? 0).ShouldBeLessThanOrEqualTo(4096);
        (error.RawBody is null).ShouldBe(Bodies[kind].Length == 0);
        error.InnerException.ShouldBeNull("what a parser says may repeat the body");
        error.ToString().ShouldNotContain("c4n4ry");
    }

    private static HttpResponseMessage Body(HttpStatusCode status, byte[] body) => new(status) { Content = new ByteArrayContent(body) };

    /// <summary>Gives its bytes and then fails, or goes on for ever.</summary>
    private sealed class BrokenStream(byte[] start, Func<Exception>? failure) : Stream
    {
        private bool _started;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!_started && start.Length > 0)
            {
                _started = true;
                start.CopyTo(buffer, offset);
                return start.Length;
            }

            if (failure is not null)
            {
                throw failure();
            }

            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
