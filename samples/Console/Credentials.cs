namespace Waldo.Samples.Console;

internal static class Credentials
{
    public static bool AreInEnvironment => Variable("WALDO_API_KEY") is not null && Variable("WALDO_CLIENT_SECRET") is not null;

    public static bool AreForSandbox => Variable("WALDO_API_KEY")?.StartsWith("sandbox.", StringComparison.Ordinal) == true;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
