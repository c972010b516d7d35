namespace Waldo.Client;

/// <summary>The options that <see cref="WaldoClient.FromEnvironment"/> reads.</summary>
internal static class EnvironmentOptions
{
    private const string ApiKey = "WALDO_API_KEY";
    private const string ClientSecret = "WALDO_CLIENT_SECRET";
    private const string BaseAddress = "WALDO_BASE_ADDRESS";

    public static ClientSettings Read(Func<string, string?> variable)
    {
        var options = new WaldoClientOptions { ApiKey = variable(ApiKey), ClientSecret = variable(ClientSecret) };
        if (variable(BaseAddress) is { Length: > 0 } address)
        {
            // What is no absolute address fails the check below, with the name of the variable.
            options.BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var absolute) ? absolute : new Uri(string.Empty, UriKind.Relative);
        }

        var problems = WaldoClientOptionsRules.Check(options, static name => name switch
        {
            nameof(WaldoClientOptions.ApiKey) => $"The environment variable {ApiKey}",
            nameof(WaldoClientOptions.ClientSecret) => $"The environment variable {ClientSecret}",
            nameof(WaldoClientOptions.BaseAddress) => $"The environment variable {BaseAddress}",
            _ => name,
        });
        return problems.Count == 0 ? ClientSettings.Read(options) : throw new InvalidOperationException(string.Join(" ", problems));
    }
}
