using Waldo.Emulator.Server;

namespace Waldo.Emulator;

/// <summary>Runs an emulator as a process of its own, until it is told to stop.</summary>
public static class EmulatorServer
{
    /// <summary>Starts an emulator from a command line, prints how to reach it, and waits for <paramref name="stop"/>.</summary>
    /// <param name="args">The command line; <c>--help</c> lists what there is.</param>
    /// <param name="output">Where to say how the emulator is reached.</param>
    /// <param name="error">Where to say what is wrong.</param>
    /// <param name="stop">Stops the emulator.</param>
    /// <returns>The exit code: 0 after a clean stop, 1 when it could not listen, 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        var arguments = ServerArguments.Parse(args);
        if (arguments.Help)
        {
            await output.WriteLineAsync(ServerTexts.Help).ConfigureAwait(false);
            return 0;
        }

        if ((arguments.Problem ?? arguments.Options.Problem()) is { } problem)
        {
            await error.WriteLineAsync(problem).ConfigureAwait(false);
            return 2;
        }

        return await RunAsync(arguments.Options, output, error, stop).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(WaldoEmulatorOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        WaldoEmulator emulator;
        try
        {
            emulator = await WaldoEmulator.StartAsync(options, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await error.WriteLineAsync($"The emulator could not start: {e.Message}").ConfigureAwait(false);
            return 1;
        }

        await using (emulator.ConfigureAwait(false))
        {
            await output.WriteLineAsync(ServerTexts.Welcome(emulator)).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = stop.Register(stopped.SetResult).ConfigureAwait(false);
            await stopped.Task.ConfigureAwait(false);
        }

        await output.WriteLineAsync("The emulator has stopped.").ConfigureAwait(false);
        return 0;
    }
}
