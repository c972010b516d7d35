using Microsoft.Extensions.Hosting;

namespace Waldo.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the process that the emulator lives in.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
