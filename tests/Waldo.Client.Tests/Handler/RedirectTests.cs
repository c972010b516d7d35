using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Handler;

/// <summary>Redirects could carry a token to another host, so transports do not follow them.</summary>
public sealed class RedirectTests
{
    // Nothing listens there: a connection is refused at once, without leaving the machine.
    private static readonly Uri Nobody = new("http://127.0.0.1:1/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Without retries: here runs the real clock.
    private static WaldoClientOptions Options => new() { ApiKey = "wk.test", ClientSecret = "ws.test", BaseAddress = Nobody, MaxRetries = 0 };

    [Fact]
    public async Task They_are_turned_off_in_a_sockets_handler()
    {
        using var transport = new SocketsHttpHandler();
        using var waldo = new WaldoClient(Options, transport);

        await Should.ThrowAsync<WaldoTransportException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        transport.AllowAutoRedirect.ShouldBeFalse();
    }

    [Fact]
    public async Task They_are_turned_off_in_a_client_handler()
    {
        using var transport = new HttpClientHandler();
        using var http = new HttpClient(new AuthenticationHandler(Options) { InnerHandler = transport });

        await Should.ThrowAsync<WaldoTransportException>(() => http.GetAsync(Nobody, Cancel));

        transport.AllowAutoRedirect.ShouldBeFalse();
    }

    [Fact]
    public async Task They_are_turned_off_at_the_end_of_a_chain()
    {
        using var transport = new SocketsHttpHandler();
        using var waldo = new WaldoClient(Options, new Link { InnerHandler = new Link { InnerHandler = transport } });

        await Should.ThrowAsync<WaldoTransportException>(() => waldo.GetAccessTokenAsync(Cancel));

        transport.AllowAutoRedirect.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transport_in_use_that_follows_redirects_is_refused(bool sockets)
    {
        using HttpMessageHandler transport = sockets ? new SocketsHttpHandler() : new HttpClientHandler();
        await UseAsync(transport);
        using var waldo = new WaldoClient(Options, transport);
        using var http = new HttpClient(new AuthenticationHandler(Options, transport), disposeHandler: false);

        var fromClient = await Should.ThrowAsync<InvalidOperationException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));
        var fromHandler = await Should.ThrowAsync<InvalidOperationException>(() => http.GetAsync(Nobody, Cancel));

        fromClient.Message.ShouldContain("Set AllowAutoRedirect = false when you create it, or give Waldo a transport of its own.");
        fromHandler.Message.ShouldBe(fromClient.Message);
    }

    [Fact]
    public async Task A_transport_in_use_that_follows_none_is_fine()
    {
        using var transport = new SocketsHttpHandler { AllowAutoRedirect = false };
        await UseAsync(transport);
        using var waldo = new WaldoClient(Options, transport);

        await Should.ThrowAsync<WaldoTransportException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));
    }

    [Fact]
    public async Task Many_first_calls_at_once_turn_them_off_once()
    {
        using var transport = new SocketsHttpHandler();
        using var waldo = new WaldoClient(Options, transport);

        var errors = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            () => Should.ThrowAsync<WaldoTransportException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel)), Cancel)));

        errors.Length.ShouldBe(50);
        transport.AllowAutoRedirect.ShouldBeFalse();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_like_any_other(int status)
    {
        using var server = new ScriptedServer(TestTimes.Clock());
        server.OnCall = (_, _) =>
        {
            var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
            response.Headers.Location = new Uri("https://elsewhere.test/c4n4ry");
            return Task.FromResult(response);
        };
        using var waldo = new WaldoClient(server.Options, server);

        var error = await Should.ThrowAsync<WaldoApiException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        ((int)error.StatusCode).ShouldBe(status);
        (server.Calls, server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public void The_clients_own_transport_follows_none_and_renews_its_connections()
    {
        using var transport = WaldoTransport.Create();

        transport.AllowAutoRedirect.ShouldBeFalse();
        transport.UseCookies.ShouldBeFalse();
        transport.PooledConnectionLifetime.ShouldBe(TimeSpan.FromMinutes(2));
    }

    private static async Task UseAsync(HttpMessageHandler transport)
    {
        using var http = new HttpClient(transport, disposeHandler: false);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(Nobody, Cancel));
    }

    private sealed class Link : DelegatingHandler;
}
