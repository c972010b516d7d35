using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Waldo.Client.AspNetCore.Tests.Support;

/// <summary>An application that receives webhooks, over an in-memory server.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef-current";
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private WebhookHost(WebApplication app)
    {
        _app = app;
        _http = app.GetTestClient();
    }

    public IServiceProvider Services => _app.Services;

    public Handled Handled => Services.GetRequiredService<Handled>();

    public RecordingLoggerFactory Log => Services.GetRequiredService<RecordingLoggerFactory>();

    public WaldoClient Waldo => Services.GetRequiredService<WaldoClient>();

    public static async Task<WebhookHost> StartAsync(Action<WebApplicationBuilder>? configure = null, Action<WaldoWebhookOptions>? options = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        var log = new RecordingLoggerFactory();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(log).AddSingleton<Handled>();
        builder.Services.AddWaldoWebhooks<RecordingHandler>(webhooks =>
        {
            webhooks.Secret = Secret;
            options?.Invoke(webhooks);
        });
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapWaldoWebhooks("/webhooks/waldo");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebhookHost(app);
    }

    /// <summary>Delivers a body as Waldo would.</summary>
    public async Task<HttpStatusCode> DeliverAsync(string body, string? query = $"?secret={Secret}", string? contentType = "application/json", CancellationToken? cancellationToken = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await _http.PostAsync("/webhooks/waldo" + query, content, cancellationToken ?? TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, TestContext.Current.CancellationToken);

    public HttpMessageHandler CreateHandler() => _app.GetTestServer().CreateHandler();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
