// The main job, end to end over a real socket: authenticate, onboard a customer, check it, upload a document, wait for the decision, and watch the
// token roll. Without environment variables it runs against an emulator in this process, whose clock runs ten times as fast; with WALDO_API_KEY and
// WALDO_CLIENT_SECRET against Waldo itself.
using Waldo.Client;
using Waldo.Emulator;
using Waldo.Samples.Console;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (Credentials.AreInEnvironment && !Credentials.AreForSandbox && !args.Contains("--production"))
{
    Console.Error.WriteLine("The environment holds credentials that are not marked 'sandbox.': this sample would onboard (and pay for) a made-up person.");
    Console.Error.WriteLine("Use sandbox credentials, or add -- --production if that is what you want.");
    return 2;
}

try
{
    await using var emulator = Credentials.AreInEnvironment
        ? null
        : await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Accelerated(10) }, stop.Token);
    using var waldo = emulator is null ? WaldoClient.FromEnvironment() : new WaldoClient(emulator.ClientOptions);
    Console.WriteLine(emulator is null ? "Waldo.Client against Waldo itself" : $"Waldo.Client against an emulator in this process, {emulator.Address}");
    Console.WriteLine();

    using var tokens = new TokenWatch(waldo, emulator?.Clock ?? TimeProvider.System);
    await new Story(waldo, tokens, isEmulated: emulator is not null).RunAsync(stop.Token);
    return 0;
}
catch (WaldoException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
