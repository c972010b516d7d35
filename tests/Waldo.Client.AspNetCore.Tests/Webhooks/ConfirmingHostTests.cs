using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>An application that confirms webhooks, and the Waldo that it asks.</summary>
public abstract class ConfirmingHostTests : IAsyncLifetime
{
    private readonly Way _transport = new();

    private protected WaldoEmulator Emulator { get; private set; } = null!;

    private protected WebhookHost Host { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual, WebhookTransport = _transport }, Cancel);
        Host = await WebhookHost.StartAsync(builder => Emulated.AddClient(builder, Emulator), webhooks => webhooks.ConfirmWithApi = true);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Emulator.DisposeAsync();
        _transport.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets the webhooks of the emulator reach the host.</summary>
    private protected void OpenWay() => _transport.InnerHandler = Host.CreateHandler();

    /// <summary>A host whose client reaches the emulator through <paramref name="between"/>.</summary>
    private protected Task<WebhookHost> StartAsync(DelegatingHandler between, Action<WebApplicationBuilder>? configure = null, Action<WaldoWebhookOptions>? options = null) =>
        WebhookHost.StartAsync(
            builder =>
            {
                Emulated.AddClient(builder, Emulator).AddHttpMessageHandler(() => between);
                configure?.Invoke(builder);
            },
            webhooks =>
            {
                webhooks.ConfirmWithApi = true;
                options?.Invoke(webhooks);
            });

    /// <summary>The way from the emulator to the host, which starts later.</summary>
    private sealed class Way : DelegatingHandler;
}
