using System.Net;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>The way for calls that the client has no method for.</summary>
public sealed class SendTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WaldoClient _waldo;

    public SendTests()
    {
        var options = _server.Options;
        options.BaseAddress = new Uri(ScriptedServer.Origin + "/waldo/v1");
        _waldo = new WaldoClient(options, _server);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("customer?zipCode=06101", "/waldo/v1/customer?zipCode=06101")]
    [InlineData("/customer?zipCode=06101", "/waldo/v1/customer?zipCode=06101")]
    [InlineData("history/kyc/7c1e?a=b%2Bc", "/waldo/v1/history/kyc/7c1e?a=b%2Bc")]
    [InlineData("", "/waldo/v1/")]
    [InlineData("//elsewhere.test/customer", "/waldo/v1/elsewhere.test/customer")]
    [InlineData("https://api.waldo.test/other/customer", "/other/customer")]
    [InlineData("https://API.waldo.test:443/other", "/other")]
    public async Task A_path_goes_below_the_base_address_with_a_token(string uri, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri, UriKind.RelativeOrAbsolute));

        using var response = await _waldo.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sent = _server.Requests.Single(r => r.Method == "GET");
        sent.Path.ShouldBe(path);
        sent.Token.ShouldNotBeNull();
        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://elsewhere.test/customer")]
    [InlineData("http://api.waldo.test/customer")]
    [InlineData("https://api.waldo.test:8443/customer")]
    [InlineData("https://api.waldo.test.elsewhere.test/customer")]
    [InlineData("https://api.waldo.test@elsewhere.test/customer")]
    [InlineData("file:///customer")]
    [InlineData("mailto:mara@example.org")]
    public async Task An_address_elsewhere_is_refused_and_nothing_is_sent(string uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri, UriKind.Absolute));

        var error = await Should.ThrowAsync<ArgumentException>(() => _waldo.SendAsync(request, Cancel));

        error.ParamName.ShouldBe("request");
        error.Message.ShouldContain("it was not sent");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_without_an_address_is_refused_and_nothing_is_sent()
    {
        using var request = new HttpRequestMessage();

        (await Should.ThrowAsync<ArgumentException>(() => _waldo.SendAsync(request, Cancel))).ParamName.ShouldBe("request");
        (await Should.ThrowAsync<ArgumentNullException>(() => _waldo.SendAsync(null!, Cancel))).ParamName.ShouldBe("request");

        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_answer_is_returned_as_it_is(int status)
    {
        const string Body = "<html>as it is</html>";
        _server.OnCall = (_, _) => Task.FromResult(_server.Json((HttpStatusCode)status, Body));
        using var request = new HttpRequestMessage(HttpMethod.Post, "check-fraud") { Content = new StringContent("{}") };

        using var response = await _waldo.SendAsync(request, Cancel);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldBe(Body);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_401_that_a_fresh_token_does_not_cure_is_returned_as_it_is()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.InvalidToken());
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer");

        using var response = await _waldo.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("INVALID_TOKEN");
        (_server.Calls, _server.Authentications).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_token_that_the_caller_set_is_replaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer of-the-caller");

        using var response = await _waldo.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _server.Requests.ShouldAllBe(r => r.Token != "of-the-caller");
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_token_of_the_answer_is_taken_over_and_removed()
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, "customer");
        using var second = new HttpRequestMessage(HttpMethod.Get, "customer");

        using var answer = await _waldo.SendAsync(first, Cancel);
        using var next = await _waldo.SendAsync(second, Cancel);

        answer.Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(2);
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Without_a_token_it_throws_and_sends_nothing()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.InvalidApiKey());
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer");

        await Should.ThrowAsync<WaldoAuthenticationException>(() => _waldo.SendAsync(request, Cancel));

        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }
}
