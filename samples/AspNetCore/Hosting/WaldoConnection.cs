using System.Security.Cryptography;
using Waldo.Emulator;

namespace Waldo.Samples.AspNetCore.Hosting;

/// <summary>
/// Which Waldo this application talks to: with WALDO_API_KEY and WALDO_CLIENT_SECRET in the environment (or Waldo:ApiKey in the configuration) the real one,
/// else an emulator in this process, so that a first run needs nothing.
/// </summary>
public sealed class WaldoConnection : IAsyncDisposable
{
    public const string WebhookPath = "/webhooks/waldo";

    /// <summary>For whoever starts it, and has forgotten something.</summary>
    public const string Needs = $"""

        Against Waldo itself, this sample needs three environment variables: WALDO_API_KEY, WALDO_CLIENT_SECRET and Waldo__Webhooks__Secret (such as the output
        of 'openssl rand -hex 32'). On Waldo's dashboard the webhook's address is then https://<your host>{WebhookPath}?secret=<that secret>.
        Without any of them it runs against an emulator.
        """;

    private const string SecretSetting = "Waldo:Webhooks:Secret";

    private static readonly (string Variable, string Setting)[] Variables =
        [("WALDO_API_KEY", "Waldo:ApiKey"), ("WALDO_CLIENT_SECRET", "Waldo:ClientSecret"), ("WALDO_BASE_ADDRESS", "Waldo:BaseAddress")];

    private readonly WaldoEmulator? _emulator;

    private WaldoConnection(WaldoEmulator? emulator, bool isSandbox)
    {
        _emulator = emulator;
        IsSandbox = isSandbox;
    }

    /// <summary>Whether customers are made up, and their external id chooses the outcome.</summary>
    public bool IsSandbox { get; }

    /// <summary>The dashboard of the emulator; null with the real service.</summary>
    public Uri? Dashboard => _emulator?.Address;

    public string Description => (_emulator, IsSandbox) switch
    {
        ({ } emulator, _) => $"against an emulator in this process ({emulator.Address} is its dashboard)",
        (null, true) => "against Waldo's sandbox",
        (null, false) => "against Waldo itself: every customer is real, and costs",
    };

    /// <summary>Decides, and writes what was decided into the configuration, from where <c>AddWaldoClient</c> and <c>AddWaldoWebhooks</c> read it.</summary>
    public static async Task<WaldoConnection> ChooseAsync(IConfiguration configuration)
    {
        foreach (var (variable, setting) in Variables)
        {
            if (configuration[variable] is { Length: > 0 } value)
            {
                configuration[setting] = value;
            }
        }

        if (configuration["Waldo:ApiKey"] is not null || configuration["Waldo:ClientSecret"] is not null)
        {
            return new WaldoConnection(emulator: null, isSandbox: configuration["Waldo:ApiKey"]?.StartsWith("sandbox.", StringComparison.Ordinal) == true);
        }

        var emulator = await StartEmulatorAsync();
        configuration["Waldo:ApiKey"] = emulator.ClientOptions.ApiKey;
        configuration["Waldo:ClientSecret"] = emulator.ClientOptions.ClientSecret;
        configuration["Waldo:BaseAddress"] = emulator.Address.ToString();
        configuration[SecretSetting] ??= RandomNumberGenerator.GetHexString(64, lowercase: true);
        return new WaldoConnection(emulator, isSandbox: true);
    }

    /// <summary>Tells the emulator where its webhooks go, which is known once the application listens. Waldo itself is told so on its dashboard.</summary>
    public void SendWebhooksTo(Uri application, IConfiguration configuration) =>
        _emulator?.Webhooks.AddTarget(new Uri(application, $"{WebhookPath}?secret={configuration[SecretSetting]}"));

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Waldo takes minutes; somebody who looks at a sample should not have to.
    private static Task<WaldoEmulator> StartEmulatorAsync() => WaldoEmulator.StartAsync(new WaldoEmulatorOptions
    {
        Delays =
        {
            Initiated = TimeSpan.FromSeconds(0.2),
            InProgress = TimeSpan.FromSeconds(0.8),
            Completed = TimeSpan.FromSeconds(2),
            SlowCompleted = TimeSpan.FromSeconds(15),
        },
    });
}
