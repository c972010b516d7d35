using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests;

/// <summary>
/// What a request may allocate beyond a bare HttpClient while nobody listens. Bytes are the same on every machine, times are not: those are in
/// benchmarks/Waldo.Benchmarks. The limits are above what a Release build takes, because state machines are objects in a Debug build.
/// </summary>
[Collection(MemoryMeasurements.Name)]
public sealed class AllocationTests
{
    private const int Requests = 200;
    private static readonly Uri Address = new("https://api.waldo.test/customer");

    private static WaldoClientOptions Options => new() { ApiKey = "wk.test", ClientSecret = "ws.test", BaseAddress = new Uri("https://api.waldo.test/") };

    [Fact]
    public void A_request_with_a_warm_token()
    {
        using var http = new HttpClient(new AuthenticationHandler(Options, new Ready()));

        var over = PerRequest(http) - Floor();
        TestContext.Current.SendDiagnosticMessage($"{over} bytes over the floor");
        over.ShouldBeLessThanOrEqualTo(400);
    }

    [Fact]
    public void A_request_whose_response_brings_a_new_token()
    {
        using var http = new HttpClient(new AuthenticationHandler(Options, new Ready { Rolls = true }));

        var over = PerRequest(http) - Floor();
        TestContext.Current.SendDiagnosticMessage($"{over} bytes over the floor");
        over.ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public void A_request_through_the_default_pipeline()
    {
        using var provider = DefaultPipeline();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Waldo.Client");

        var over = PerRequest(http) - Floor();
        TestContext.Current.SendDiagnosticMessage($"{over} bytes over the floor");
        over.ShouldBeLessThanOrEqualTo(1200);
    }

    [Fact]
    public void A_request_of_the_users_own_through_the_client()
    {
        using var provider = DefaultPipeline();
        var waldo = provider.GetRequiredService<WaldoClient>();

        var over = PerRequest(request => waldo.SendAsync(request, TestContext.Current.CancellationToken)) - Floor();
        TestContext.Current.SendDiagnosticMessage($"{over} bytes over the floor");
        over.ShouldBeLessThanOrEqualTo(1800);
    }

    private static ServiceProvider DefaultPipeline()
    {
        var services = new ServiceCollection();
        services.AddWaldoClient(options => (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.test", "ws.test", new Uri("https://api.waldo.test/")))
            .ConfigurePrimaryHttpMessageHandler(() => new Ready());
        return services.BuildServiceProvider();
    }

    private static long Floor()
    {
        using var http = new HttpClient(new Ready());
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + Ready.Tokens[0]);
        return PerRequest(http);
    }

    private static long PerRequest(HttpClient http) => PerRequest(request => http.SendAsync(request, TestContext.Current.CancellationToken));

    private static long PerRequest(Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        Send(send, Requests);
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Send(send, Requests);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / Requests;
    }

    private static void Send(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address);
            using var response = send(request).GetAwaiter().GetResult();
        }
    }

    /// <summary>A transport that answers at once, and gives a newer token each time where it rolls.</summary>
    private sealed class Ready : HttpMessageHandler
    {
        private int _next;

        public static string[] Tokens { get; } = [.. Enumerable.Range(0, 2048).Select(i => TestJwt.Create(TestTimes.Start.AddSeconds(i), TestTimes.Start.AddSeconds(3600 + i)))];

        public bool Rolls { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
            if (request.RequestUri!.AbsolutePath == "/authenticate")
            {
                response.Content = new StringContent($$"""{"token":"{{Tokens[0]}}"}""");
            }
            else if (Rolls)
            {
                response.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Tokens[++_next]);
            }

            return Task.FromResult(response);
        }
    }
}
