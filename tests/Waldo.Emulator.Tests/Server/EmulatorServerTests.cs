using System.Net;
using System.Net.Sockets;

namespace Waldo.Emulator.Tests.Server;

public sealed class EmulatorServerTests
{
    [Fact]
    public async Task It_says_how_it_is_reached_and_stops_cleanly_when_told()
    {
        using var stop = new CancellationTokenSource();
        using var output = new SignallingWriter("Ctrl+C stops it.");
        using var error = new StringWriter();

        var run = EmulatorServer.RunAsync(["--urls", "http://127.0.0.1:0", "--clock=accelerated:100"], output, error, stop.Token);
        await output.Seen;
        await stop.CancelAsync();
        var exitCode = await run;

        exitCode.ShouldBe(0);
        var text = output.ToString();
        text.ShouldContain("export WALDO_API_KEY=sandbox.wk.emulator");
        text.ShouldContain("export WALDO_CLIENT_SECRET=sandbox.ws.emulator");
        text.ShouldContain("export WALDO_BASE_ADDRESS=http://127.0.0.1:");
        text.ShouldContain("{ \"Waldo\": { \"ApiKey\": \"sandbox.wk.emulator\"");
        text.ShouldContain("curl -i http://127.0.0.1:");
        text.ShouldContain("(clock: accelerated:100)");
        text.ShouldEndWith("The emulator has stopped." + Environment.NewLine);
    }

    [Theory]
    [InlineData("--clock sundial", "--clock must be")]
    [InlineData("--clock", "--clock needs a value")]
    [InlineData("--webhook /hook", "--webhook must be")]
    [InlineData("--seed -1", "--seed must be")]
    [InlineData("--key wk.live:ws.live", "--key takes only")]
    [InlineData("--key sandbox.wk.a", "--key must be")]
    [InlineData("--colour blue", "--colour is unknown")]
    [InlineData("blue now", "A word without --")]
    [InlineData("--urls https://127.0.0.1:5055", "Urls must be like")]
    [InlineData("--urls http://0.0.0.0:5055", "Urls reach beyond this machine")]
    [InlineData("--urls http://*:5055", "Urls reach beyond this machine")]
    public async Task A_wrong_command_line_is_refused_with_a_clear_message(string commandLine, string message)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await EmulatorServer.RunAsync(commandLine.Split(' '), output, error, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(2);
        error.ToString().ShouldStartWith(message);
        error.ToString().ShouldNotContain("live");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await EmulatorServer.RunAsync(
            ["--urls", "http://" + taken.LocalEndpoint], output, error, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(1);
        error.ToString().ShouldContain("address already in use");
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        using var output = new StringWriter();

        var exitCode = await EmulatorServer.RunAsync(["--help"], output, TextWriter.Null, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(0);
        output.ToString().ShouldContain("--webhook <address>");
    }

    private sealed class SignallingWriter(string signal) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains(signal, StringComparison.Ordinal) == true)
            {
                _seen.TrySetResult();
            }
        }
    }
}
