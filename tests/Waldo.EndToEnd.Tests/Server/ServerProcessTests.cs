using System.Diagnostics;
using System.Globalization;
using Waldo.Client;

namespace Waldo.EndToEnd.Tests.Server;

public sealed class ServerProcessTests
{
    // Only against a hang: stopping takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task The_emulators_process_serves_the_client_and_stops_cleanly_on_a_signal(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill and env as Linux has them.");
        using var server = Start();
        var address = await ReadAddressAsync(server.StandardOutput);
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "sandbox.wk.emulator", ClientSecret = "sandbox.ws.emulator", BaseAddress = address });
        var token = await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken);

        using var kill = Process.Start("kill", ["-" + signal, server.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        string rest;
        try
        {
            rest = await server.StandardOutput.ReadToEndAsync(patience.Token);
            await server.WaitForExitAsync(patience.Token);
        }
        finally
        {
            server.Kill();
        }

        token.Value.ShouldNotBeNullOrEmpty();
        rest.ShouldEndWith("The emulator has stopped." + Environment.NewLine);
        server.ExitCode.ShouldBe(0);
    }

    // A process that a shell has started in the background ignores SIGINT, and so does all that it starts: env gives the signals their meaning back.
    private static Process Start() => Process.Start(new ProcessStartInfo(
        "env", ["--default-signal=INT,TERM", "dotnet", Path.Combine(AppContext.BaseDirectory, "Waldo.Emulator.dll"), "--urls", "http://127.0.0.1:0"])
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
