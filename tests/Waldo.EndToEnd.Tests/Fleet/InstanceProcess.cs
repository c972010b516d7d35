using System.Diagnostics;

namespace Waldo.EndToEnd.Tests.Fleet;

/// <summary>One process of a fleet; see the project Waldo.FleetInstance.</summary>
internal sealed class InstanceProcess : IAsyncDisposable
{
    private readonly Process _process;

    public InstanceProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Waldo.FleetInstance.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Twenty of them on few cores.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
    }

    public Task<string?> ReadAsync() => _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public async Task<string?> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
