using System.Net;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Handler;

/// <summary>The handler alone, below an <see cref="HttpClient"/> of the user's own.</summary>
public sealed class StandaloneHandlerTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly HttpClient _http;

    public StandaloneHandlerTests() =>
        _http = new HttpClient(new AuthenticationHandler(_server.Options) { InnerHandler = _server }) { BaseAddress = new Uri(ScriptedServer.Origin) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task It_authenticates_once_and_rolls_the_token()
    {
        using var first = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        using var second = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        first.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(2);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task The_form_with_an_inner_handler_does_the_same()
    {
        using var server = new ScriptedServer(TestTimes.Clock());
        using var http = new HttpClient(new AuthenticationHandler(server.Options, server)) { BaseAddress = new Uri(ScriptedServer.Origin) };

        using var response = await http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (server.Calls, server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public void Synchronous_calls_work_too()
    {
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "customer");
            using var response = _http.Send(request, Cancel);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(2);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public void A_synchronous_call_whose_token_was_rejected_is_repeated()
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, "customer");
        _http.Send(first, Cancel).Dispose();
        _server.RevokeAll();

        using var second = new HttpRequestMessage(HttpMethod.Post, "check-fraud") { Content = new StringContent("{}") };
        using var response = _http.Send(second, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    [Theory]
    [InlineData("https://elsewhere.test/customer?officialId=900-55-0142", "https://elsewhere.test")]
    [InlineData("http://api.waldo.test/customer", "http://api.waldo.test")]
    [InlineData("https://api.waldo.test:8443/customer", "https://api.waldo.test:8443")]
    [InlineData("https://user:c4n4ry@elsewhere.test/", "https://elsewhere.test")]
    public async Task Other_origins_are_refused_before_anything_is_sent(string uri, string origin)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => _http.GetAsync(new Uri(uri), Cancel));

        error.Message.ShouldStartWith($"The request goes to {origin}, but its token is for https://api.waldo.test only; it was not sent.");
        error.ToString().ShouldNotContain("900-55-0142");
        error.ToString().ShouldNotContain("c4n4ry");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Other_origins_are_refused_synchronously_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.test/");

        Should.Throw<InvalidOperationException>(() => _http.Send(request, Cancel));

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_relative_address_without_a_base_is_refused()
    {
        using var invoker = new HttpMessageInvoker(new AuthenticationHandler(_server.Options, _server), disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("customer", UriKind.Relative));

        var error = await Should.ThrowAsync<InvalidOperationException>(() => invoker.SendAsync(request, Cancel));

        error.Message.ShouldStartWith("The request goes to a relative address, ");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_path_of_the_same_origin_is_fine()
    {
        var options = _server.Options;
        options.BaseAddress = new Uri(ScriptedServer.Origin + "/waldo/v1");
        using var http = new HttpClient(new AuthenticationHandler(options, _server), disposeHandler: false);

        using var response = await http.GetAsync(new Uri("HTTPS://API.WALDO.TEST/other"), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _server.Requests.Select(r => r.Path).ShouldBe(["/waldo/v1/authenticate", "/other"]);
    }

    [Fact]
    public async Task Without_a_token_the_call_fails_and_is_not_sent()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.InvalidApiKey());

        await Should.ThrowAsync<WaldoAuthenticationException>(() => _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel));

        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    [InlineData("AUTHORIZATION")]
    public async Task A_token_is_found_whatever_the_case_of_the_header(string header)
    {
        var rolled = _server.IssueToken();
        _server.OnCall = (_, _) =>
        {
            var response = _server.Success();
            response.Headers.TryAddWithoutValidation(header, "bearer " + rolled);
            return Task.FromResult(response);
        };
        using var first = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        using var second = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        _server.Requests.Last().Token.ShouldBe(rolled);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_token_in_an_error_answer_is_removed_and_not_taken_over()
    {
        var rolled = _server.IssueToken();
        _server.OnCall = (_, _) =>
        {
            var response = _server.Json(HttpStatusCode.BadRequest, "{}");
            response.Headers.TryAddWithoutValidation("Authorization", "Bearer " + rolled);
            return Task.FromResult(response);
        };
        using var first = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        using var second = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        first.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.ShouldAllBe(r => r.Token != rolled);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_token_that_comes_from_another_origin_is_removed_and_not_taken_over()
    {
        var foreign = TestJwt.OneHour(TestTimes.Start.AddMinutes(1));
        _server.OnCall = (_, _) =>
        {
            var response = _server.Success(foreign);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.test/");
            return Task.FromResult(response);
        };
        using var first = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        using var second = await _http.GetAsync(new Uri("customer", UriKind.Relative), Cancel);

        first.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.ShouldAllBe(r => r.Token != foreign);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }
}
