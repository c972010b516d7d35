using System.Diagnostics;
using System.Globalization;
using Waldo.Client;

namespace Waldo.EndToEnd.Tests.Server;

public sealed class ServerProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task The_emulators_process_serves_the_client_and_stops_cleanly_on_a_signal(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill, which Windows does not have.");
        using var server = Start();
        var address = await ReadAddressAsync(server.StandardOutput);
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "sandbox.wk.emulator", ClientSecret = "sandbox.ws.emulator", BaseAddress = address });
        var token = await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken);

        using var kill = Process.Start("kill", ["-" + signal, server.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        token.Value.ShouldNotBeNullOrEmpty();
        rest.ShouldEndWith("The emulator has stopped." + Environment.NewLine);
        server.ExitCode.ShouldBe(0);
    }

    private static Process Start() => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Waldo.Emulator.dll"), "--urls", "http://127.0.0.1:0"])
    {
        RedirectStandardOutput = true,
    })!;

    private static async Task<Uri> ReadAddressAsync(StreamReader output)
    {
        const string Line = "export WALDO_BASE_ADDRESS=";
        Uri? address = null;
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("Ctrl+C", StringComparison.Ordinal))
        {
            address = line.StartsWith(Line, StringComparison.Ordinal) ? new Uri(line[Line.Length..]) : address;
        }

        return address.ShouldNotBeNull();
    }
}
