namespace Waldo.Emulator.Tests.Contract;

/// <summary>
/// The contract at the service that WALDO_API_KEY, WALDO_CLIENT_SECRET and WALDO_BASE_ADDRESS name (default: Waldo itself). It runs with a sandbox key only,
/// because it onboards made-up people.
/// </summary>
public sealed class RealServiceContract : Contract
{
    private protected override Task<ContractTarget> OpenAsync()
    {
        var apiKey = Environment.GetEnvironmentVariable("WALDO_API_KEY");
        var clientSecret = Environment.GetEnvironmentVariable("WALDO_CLIENT_SECRET");
        Assert.SkipUnless(
            apiKey?.StartsWith("sandbox.", StringComparison.Ordinal) == true && clientSecret?.StartsWith("sandbox.", StringComparison.Ordinal) == true,
            "WALDO_API_KEY and WALDO_CLIENT_SECRET are not set to a sandbox pair: the real service was not asked.");
        var address = new Uri(Environment.GetEnvironmentVariable("WALDO_BASE_ADDRESS") is { Length: > 0 } other ? other : "https://api.waldo.ai/");
        return Task.FromResult(new ContractTarget(
            () => new HttpClient { BaseAddress = address },
            new EmulatorKeyPair(apiKey!, clientSecret!),
            // A real service's time cannot be turned: this is the one place where a test waits.
            () => Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken)));
    }
}
