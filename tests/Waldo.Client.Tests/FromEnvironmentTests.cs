namespace Waldo.Client.Tests;

/// <summary>Clients made from environment variables. Only this class touches the process's variables.</summary>
public sealed class FromEnvironmentTests : IDisposable
{
    private static readonly string[] Variables = ["WALDO_API_KEY", "WALDO_CLIENT_SECRET", "WALDO_BASE_ADDRESS"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public FromEnvironmentTests() => Set(null, null, null);

    public void Dispose() => Set(_before[0], _before[1], _before[2]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://localhost:5000")]
    [InlineData("https://proxy.example/waldo")]
    public void Key_and_secret_are_enough(string? address)
    {
        Set("sandbox.wk.key", "sandbox.ws.secret", address);

        Should.NotThrow(() => WaldoClient.FromEnvironment().Dispose());
    }

    [Fact]
    public void Missing_variables_are_named()
    {
        var error = Should.Throw<InvalidOperationException>(() => WaldoClient.FromEnvironment());

        error.Message.ShouldContain("The environment variable WALDO_API_KEY is missing or blank.");
        error.Message.ShouldContain("The environment variable WALDO_CLIENT_SECRET is missing or blank.");
    }

    [Theory]
    [InlineData("wk.c4n4ry\n", "ws.c4n4ry", null, "WALDO_API_KEY")]
    [InlineData("ws.c4n4ry", "wk.c4n4ry", null, "WALDO_CLIENT_SECRET")]
    [InlineData("sandbox.wk.c4n4ry", "ws.c4n4ry", null, "WALDO_API_KEY")]
    [InlineData("wk.c4n4ry", "ws.c4n4ry", "http://c4n4ry.example", "WALDO_BASE_ADDRESS")]
    [InlineData("wk.c4n4ry", "ws.c4n4ry", "c4n4ry.example", "WALDO_BASE_ADDRESS")]
    [InlineData("wk.c4n4ry", "ws.c4n4ry", "/c4n4ry", "WALDO_BASE_ADDRESS")]
    [InlineData("wk.c4n4ry", "ws.c4n4ry", " ", "WALDO_BASE_ADDRESS")]
    public void Unusable_variables_are_named_without_their_value(string key, string secret, string? address, string variable)
    {
        Set(key, secret, address);

        var error = Should.Throw<InvalidOperationException>(() => WaldoClient.FromEnvironment());

        error.Message.ShouldContain($"The environment variable {variable} ");
        error.ToString().ShouldNotContain("c4n4ry");
    }

    private static void Set(string? key, string? secret, string? address)
    {
        Environment.SetEnvironmentVariable(Variables[0], key);
        Environment.SetEnvironmentVariable(Variables[1], secret);
        Environment.SetEnvironmentVariable(Variables[2], address);
    }
}
