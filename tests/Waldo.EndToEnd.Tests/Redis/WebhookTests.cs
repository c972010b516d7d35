using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Medallion.Threading;
using Medallion.Threading.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Waldo.Client;
using Waldo.Client.AspNetCore;
using Waldo.EndToEnd.Tests.Browser;

namespace Waldo.EndToEnd.Tests.Redis;

/// <summary>Several applications that receive the same webhooks, over real sockets and a real Redis.</summary>
[Collection(OneBrowser.Name)]
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-url-0001";
    private readonly ConcurrentQueue<string> _handled = new();
    private readonly List<WebApplication> _applications = [];
    private RedisServer _redis = null!;
    private ConnectionMultiplexer _connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!RedisServer.IsInstalled)
        {
            return;
        }

        _redis = await RedisServer.StartAsync();
        _connection = await _redis.ConnectAsync();
    }

    [Fact]
    public async Task Of_a_thousand_concurrent_deliveries_with_a_fifth_of_duplicates_each_is_handled_once_over_three_applications()
    {
        Assert.SkipWhen(!RedisServer.IsInstalled, RedisServer.HowToInstall);

        // A thousand at once on a busy machine: how often each is handled must not depend on whether one waits for Redis for longer than the endpoint does.
        await StartThreeAsync(new PatientTime());
        using var http = new HttpClient();
        var deliveries = Enumerable.Range(0, 1000).Select(i => DeliverAsync(http, _applications[i % 3], $"request-{i % 800}")).ToArray();

        var statuses = await Task.WhenAll(deliveries);

        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
        _handled.Count.ShouldBe(800);
        _handled.Distinct(StringComparer.Ordinal).Count().ShouldBe(800);
    }

    [Fact]
    public async Task Redis_that_is_killed_costs_no_delivery()
    {
        Assert.SkipWhen(!RedisServer.IsInstalled, RedisServer.HowToInstall);
        await StartThreeAsync(TimeProvider.System);
        using var http = new HttpClient();
        await DeliverAsync(http, _applications[0], "before");
        await _redis.KillAsync();

        var statuses = new[] { await DeliverAsync(http, _applications[0], "before"), await DeliverAsync(http, _applications[0], "after") };

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK]);
        _handled.ShouldBe(["before", "after"]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var application in _applications)
        {
            await application.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _connection.DisposeAsync();
            await _redis.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> DeliverAsync(HttpClient http, WebApplication to, string requestId)
    {
        var body = $$$"""{"event":"onboard","requestId":"{{{requestId}}}","customerId":"c1","evaluation":{"type":"kyc","status":"completed"}}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"{to.Urls.First()}/hook?secret={Secret}", content, Cancel);
        return answer.StatusCode;
    }

    private async Task StartThreeAsync(TimeProvider time)
    {
        while (_applications.Count < 3)
        {
            _applications.Add(await StartAsync(time));
        }
    }

    private async Task<WebApplication> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_handled);
        builder.Services.AddSingleton(time);
        builder.Services.AddStackExchangeRedisCache(cache => cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(_connection));
        builder.Services.AddSingleton<IDistributedLockProvider>(new RedisDistributedSynchronizationProvider(_connection.GetDatabase()));
        builder.Services.AddWaldoWebhooks<Handler>(webhooks => webhooks.Secret = Secret);
        var application = builder.Build();
        application.MapWaldoWebhooks("/hook");
        await application.StartAsync(Cancel);
        return application;
    }

    private sealed class Handler(ConcurrentQueue<string> handled) : WaldoWebhookHandler
    {
        protected override async Task OnOnboardingCompletedAsync(OnboardEvent received, WaldoWebhookContext context, CancellationToken cancellationToken)
        {
            // So that a duplicate has every chance to come in between.
            await Task.Yield();
            handled.Enqueue(received.RequestId!);
        }
    }
}
