using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Handler;

/// <summary>Tokens that are not what they should be: from an authentication an error or a careful use, from a response nothing at all.</summary>
public sealed class BadTokenTests : IDisposable
{
    private static readonly DateTimeOffset Now = TestTimes.Start;

    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly ScriptedServer _server;
    private readonly WaldoClient _waldo;

    public BadTokenTests()
    {
        _server = new ScriptedServer(_time);
        _waldo = new WaldoClient(_server.Options, _server);
    }

    /// <summary>Tokens that cannot be used, wherever they come from.</summary>
    public static TheoryData<string, string> Unusable => new()
    {
        { "empty", string.Empty },
        { "blank", "   " },
        { "a space inside", "opaque c4n4ry" },
        { "a line break", "opaque\r\nc4n4ry: injected" },
        { "a null character", "opaque\0c4n4ry" },
        { "a tab", "opaque\tc4n4ry" },
        { "not ASCII", "opaque-c4n4ry-é" },
        { "oversized", "c4n4ry" + new string('x', 16 * 1024) },
        { "expired", TestJwt.Create(Now.AddHours(-2), Now.AddHours(-2), "c4n4ry") },
        { "expires before it was issued", TestJwt.Create(Now, Now.AddHours(-1), "c4n4ry") },
        { "expired, without iat", TestJwt.Create(null, Now.AddSeconds(-1), "c4n4ry") },
    };

    /// <summary>Tokens that an authentication may give, but that a response is not believed.</summary>
    public static TheoryData<string, string> Opaque => new()
    {
        { "opaque", "opaque-token" },
        { "two dots, no JWT", "opaque.to.ken" },
        { "a JWT without exp", TestJwt.Create(Now, null) },
        { "a JWT without exp and iat", TestJwt.Create(null, null) },
        { "a payload that is no object", TestJwt.FromPayload("[1,2]") },
        { "a payload that is no JSON", TestJwt.FromPayload("nonsense") },
        { "an exp that is text", TestJwt.FromPayload("""{"exp":"tomorrow"}""") },
        { "an exp beyond all time", TestJwt.FromPayload("""{"exp":1e300}""") },
        { "an exp below zero", TestJwt.FromPayload("""{"exp":-1}""") },
        { "an exp of null", TestJwt.FromPayload("""{"exp":null}""") },
        { "encrypted", "a.b.c.d.e" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_authentication_with_an_unusable_token_is_an_error_and_no_call_is_sent(string kind, string token)
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.Json(HttpStatusCode.OK, $$"""{"token":{{JsonSerializer.Serialize(token)}}}"""));

        var error = await Should.ThrowAsync<WaldoApiException>(FindAsync, kind);

        error.Message.ShouldStartWith("POST /authenticate was answered with 200, but its token is empty, expired, too long, or has characters that a header cannot carry.");
        error.RawBody.ShouldBeNull();
        error.ToString().ShouldNotContain("c4n4ry");
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [MemberData(nameof(Opaque))]
    public async Task A_token_that_tells_no_expiry_is_used_for_the_documented_hour(string kind, string token)
    {
        var sent = AcceptAnyToken();
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.TokenAnswer(_server.Authentications == 1 ? token : TestJwt.OneHour(_time.GetUtcNow())));

        var access = await _waldo.GetAccessTokenAsync(Cancel);
        await FindAsync();
        _time.Advance(TimeSpan.FromMinutes(54));
        await FindAsync();
        _server.Authentications.ShouldBe(1, kind);
        _time.Advance(TimeSpan.FromMinutes(6));
        await FindAsync();

        access.ExpiresAt.ShouldBe(Now.AddHours(1));
        sent().Count(t => t == token).ShouldBe(2);
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_token_without_iat_lives_until_its_exp_by_the_servers_date()
    {
        var right = _time.GetUtcNow();
        var clock = new WrongClock(_time) { Offset = TimeSpan.FromHours(-5) };
        var options = _server.Options;
        options.TimeProvider = clock;
        using var waldo = new WaldoClient(options, _server);
        _ = AcceptAnyToken();
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.TokenAnswer(TestJwt.Create(null, _time.GetUtcNow().AddMinutes(30))));

        (await waldo.GetAccessTokenAsync(Cancel)).ExpiresAt.ShouldBe(right.AddMinutes(30));
        _time.Advance(TimeSpan.FromMinutes(24));
        await waldo.GetAccessTokenAsync(Cancel);
        _server.Authentications.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(6));
        await waldo.GetAccessTokenAsync(Cancel);

        _server.Authentications.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    [MemberData(nameof(Opaque))]
    public async Task A_response_with_such_a_token_is_a_success_whose_token_is_ignored_and_removed(string kind, string token)
    {
        _server.OnCall = (_, _) => Task.FromResult(Rolling("Bearer " + token));
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer");

        using var response = await _waldo.SendAsync(request, Cancel);
        await FindAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK, kind);
        response.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(1, "the first token is still in use");
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("")]
    public async Task A_header_that_is_no_bearer_token_is_ignored_and_removed(string value)
    {
        _server.OnCall = (_, _) => Task.FromResult(Rolling(value));
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer");

        using var response = await _waldo.SendAsync(request, Cancel);
        await FindAsync();

        response.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_token_without_the_word_bearer_or_twice_is_ignored_and_removed()
    {
        var bare = _server.IssueToken();
        _server.OnCall = (_, _) => Task.FromResult(_server.Calls == 1 ? Rolling(bare) : Rolling("Bearer " + bare, "Bearer " + bare));

        await FindAsync();
        await FindAsync();
        await FindAsync();

        _server.Requests.ShouldAllBe(r => r.Token != bare);
        (_server.Calls, _server.Authentications).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_token_without_iat_of_a_response_is_taken_over()
    {
        var rolled = TestJwt.Create(null, Now.AddHours(2));
        var sent = AcceptAnyToken(() => Rolling("Bearer " + rolled));

        await FindAsync();
        await FindAsync();

        sent().Last().ShouldBe(rolled);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_token_of_the_largest_size_is_taken_over()
    {
        var largest = TestJwt.FromPayload($$"""{"exp":{{Now.AddHours(2).ToUnixTimeSeconds()}},"x":"{{new string('x', 11_000)}}"}""");
        largest.Length.ShouldBeInRange(14_000, 16 * 1024);
        var sent = AcceptAnyToken(() => Rolling("Bearer " + largest));

        await FindAsync();
        await FindAsync();

        sent().Last().ShouldBe(largest);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    private Task FindAsync() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

    private HttpResponseMessage Rolling(params string[] values)
    {
        var response = _server.Success();
        response.Headers.TryAddWithoutValidation("Authorization", values);
        return response;
    }

    /// <summary>Has the server answer calls with any token, and tells which tokens it got.</summary>
    private Func<IEnumerable<string?>> AcceptAnyToken(Func<HttpResponseMessage>? answer = null)
    {
        _server.AcceptsAnyToken = true;
        _server.OnCall = (_, _) => Task.FromResult(answer?.Invoke() ?? _server.Success());
        return () => _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token);
    }
}
