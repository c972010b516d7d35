using System.Diagnostics;
using System.Globalization;
using System.Text;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>samples/AspNetCore as a process, as a user runs it, with an emulator in it. Everything that it prints is kept.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    public const string Secret = "5f1d0c7be24a4f6c9a30webhooksecret";

    // Only against a hang: starting takes two seconds, stopping milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waldo-sample-");
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private volatile TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopped;

    private SampleProcess(WaldoEmulator? waldo, string[] settings)
    {
        _process = new Process { StartInfo = StartInfo(waldo, settings) };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) =>
        {
            _address.TrySetException(new InvalidOperationException("The sample ended by itself: " + Printed));
            TellNews();
        };
        _process.EnableRaisingEvents = true;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    public string Printed
    {
        get
        {
            lock (_printed)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>All bytes that SQLite has written, as text: of the database and whatever lies beside it.</summary>
    public string Stored => string.Concat(_folder.EnumerateFiles().Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file.FullName))));

    public static SampleProcess Start() => Start(waldo: null);

    /// <summary>Starts it against an emulator of the test's, to which it does not give the address of its webhooks.</summary>
    public static SampleProcess Start(WaldoEmulator? waldo, params string[] settings)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill and env as Linux has them.");
        return new SampleProcess(waldo, settings);
    }

    public Task<Uri> WaitForAddressAsync() => _address.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Waits until it has printed a text.</summary>
    public async Task WaitForPrintAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);

        // Taken before the look, so that no line falls between the two.
        for (var news = _news; !Printed.Contains(text, StringComparison.Ordinal); news = _news)
        {
            _process.HasExited.ShouldBeFalse(Printed);
            await news.Task.WaitAsync(patience.Token);
        }
    }

    /// <summary>Presses Ctrl+C and waits for the end of process and output.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _isStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            // It may still write to its database while it dies, and a folder that is written to is not deleted.
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // A process that a shell has started in the background ignores SIGINT, and so does all that it starts: env gives the signal its meaning back.
    private ProcessStartInfo StartInfo(WaldoEmulator? waldo, string[] settings)
    {
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", Assembly(), "--urls", "http://127.0.0.1:0", "--Telemetry:Console=true", "--Logging:LogLevel:Microsoft=Information", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__Customers"] = $"Data Source={Path.Combine(_folder.FullName, "customers.db")}",
                ["Waldo__Webhooks__Secret"] = Secret,
            },
        };
        start.Environment["WALDO_API_KEY"] = waldo?.ClientOptions.ApiKey;
        start.Environment["WALDO_CLIENT_SECRET"] = waldo?.ClientOptions.ClientSecret;
        start.Environment["WALDO_BASE_ADDRESS"] = waldo?.Address.ToString();

        return start;
    }

    // Built beside this test: <root>/<project>/bin/<configuration>/<framework>.
    private static string Assembly()
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", "AspNetCore", "bin", framework.Parent.Name, framework.Name, "Waldo.Samples.AspNetCore.dll");
    }

    private void Keep(string? line)
    {
        lock (_printed)
        {
            _printed.AppendLine(line);
        }

        TellNews();
        if (line?.Trim() is { } text && text.StartsWith("page ", StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(text[5..].Trim()));
        }
    }

    private void TellNews()
    {
        var told = _news;
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        told.TrySetResult();
    }
}
