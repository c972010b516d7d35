using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>Who caused a webhook, by the request ids that the client was given.</summary>
public sealed class OriginTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());

    public OriginTests() => _server.OnCall = (_, _) => Task.FromResult(_server.Success(
        _server.IssueToken(), $$$"""{"requestId":"own-request","customerId":"{{{Bodies.Customer}}}","evaluation":{"type":"fraud","status":"initiated"}}"""));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("own-request", WaldoWebhookOrigin.ThisApplication)]
    [InlineData("a-strangers", WaldoWebhookOrigin.Unknown)]
    [InlineData(null, WaldoWebhookOrigin.NoRequestId)]
    [InlineData("", WaldoWebhookOrigin.NoRequestId)]
    public async Task It_is_this_application_where_the_request_id_is_one_of_its_calls(string? requestId, WaldoWebhookOrigin origin)
    {
        await using var host = await WebhookHost.StartAsync(AddClient);
        await host.Waldo.CheckFraudAsync(Bodies.Customer, Cancel);

        await host.DeliverAsync(Bodies.Check("completed", requestId));

        host.Handled.Calls.Single().Context.Origin.ShouldBe(origin);
    }

    [Fact]
    public async Task Another_instance_knows_the_request_too()
    {
        var cache = new SharedCache();
        await using var caller = await WebhookHost.StartAsync(builder => { cache.Use(builder); AddClient(builder); });
        await using var receiver = await WebhookHost.StartAsync(builder => { cache.Use(builder); AddClient(builder); });
        await caller.Waldo.CheckFraudAsync(Bodies.Customer, Cancel);
        await Eventually.TrueAsync(() => cache.Entries.Count == 1);

        (await receiver.DeliverAsync(Bodies.Check("completed", "own-request"))).ShouldBe(HttpStatusCode.OK);

        receiver.Handled.Calls.Single().Context.Origin.ShouldBe(WaldoWebhookOrigin.ThisApplication);
    }

    private void AddClient(WebApplicationBuilder builder) => builder.Services
        .AddWaldoClient(options => (options.ApiKey, options.ClientSecret, options.BaseAddress) = ("wk.test", "ws.test", new Uri(ScriptedServer.Origin)))
        .ConfigurePrimaryHttpMessageHandler(() => _server);
}
