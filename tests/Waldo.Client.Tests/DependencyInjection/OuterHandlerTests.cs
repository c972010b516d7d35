using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>A host's filter can put a handler around everything, this client's own handlers included.</summary>
public sealed class OuterHandlerTests : IDisposable
{
    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly ScriptedServer _server;

    public OuterHandlerTests()
    {
        _server = new ScriptedServer(_time);
        _server.OnCall = (_, _) => Task.FromResult(FromTheNetwork(Samples.CustomersAnswer));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task It_may_read_the_body_of_an_answer()
    {
        string? read = null;
        await using var provider = Provider(async (response, ct) => read = await response.Content.ReadAsStringAsync(ct));

        var found = await FindAsync(provider);

        read.ShouldBe(Samples.CustomersAnswer);
        found.Single().CustomerId.ShouldBe(Samples.CustomerId);
    }

    [Fact]
    public async Task It_may_put_another_body_in_its_place()
    {
        await using var provider = Provider((response, _) =>
        {
            response.Content = new StringContent("""{"customers":[{"customerId":"c1"}]}""", Encoding.UTF8, "application/json");
            return Task.CompletedTask;
        });

        (await FindAsync(provider)).Single().CustomerId.ShouldBe("c1");
    }

    [Fact]
    public async Task It_is_bounded_by_the_total_time_too()
    {
        var stuck = new Gate();
        await using var provider = Provider((_, ct) => stuck.PassAsync(ct));
        var call = FindAsync(provider);
        await stuck.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(100));

        (await Should.ThrowAsync<WaldoTimeoutException>(() => call)).Message.ShouldContain("TotalTimeout");
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_repeated_below_it()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Calls == 1
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) }
            : FromTheNetwork(Samples.CustomersAnswer));
        await using var provider = Provider((_, _) => Task.CompletedTask, TimeProvider.System);

        (await FindAsync(provider)).Count.ShouldBe(1);

        _server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Without_one_the_client_reads_bodies_the_cheaper_way()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddWaldoClient(options => (options.ApiKey, options.ClientSecret) = ("wk.test", "ws.test"));
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<WaldoClient>();

        provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Waldo.Client")
            .ShouldBeAssignableTo<DelegatingHandler>()!.InnerHandler.ShouldBeOfType<Client.Resilience.RetryHandler>().IsOutermost.ShouldBeTrue();
    }

    private static Task<IReadOnlyList<Customer>> FindAsync(ServiceProvider provider) =>
        provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByExternalId("crm-20417"), Cancel);

    /// <summary>A body that can be read once.</summary>
    private static HttpResponseMessage FromTheNetwork(string body) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(new OnceStream(Encoding.UTF8.GetBytes(body))) };

    private ServiceProvider Provider(Func<HttpResponseMessage, CancellationToken, Task> after, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? _time);
        services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(after));
        services.AddWaldoClient(options => (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.test", "ws.test", new Uri(ScriptedServer.Origin)))
            .ConfigurePrimaryHttpMessageHandler(() => _server);
        return services.BuildServiceProvider();
    }

    private sealed class Filter(Func<HttpResponseMessage, CancellationToken, Task> after) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(0, new Outer(after));
        };
    }

    private sealed class Outer(Func<HttpResponseMessage, CancellationToken, Task> after) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await after(response, cancellationToken);
            return response;
        }
    }

    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("reset");
    }
}
