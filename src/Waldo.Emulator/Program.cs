using System.Runtime.InteropServices;
using Waldo.Emulator;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    // Otherwise the runtime ends the process before the emulator has freed its port and said so.
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await EmulatorServer.RunAsync(args, Console.Out, Console.Error, stop.Token).ConfigureAwait(false);
