using Waldo.Client;

namespace Waldo.Samples.Console;

/// <summary>A bar on one line; where the output is no terminal, only the full one is shown.</summary>
internal sealed class ProgressBar(string title) : IProgress<UploadProgress>
{
    private const int Width = 40;

    public void Report(UploadProgress value)
    {
        var share = value.TotalBytes is > 0 and { } total ? (double)value.BytesSent / total : 0;
        var isDone = share >= 1;
        if (System.Console.IsOutputRedirected && !isDone)
        {
            return;
        }

        var full = (int)(share * Width);
        System.Console.Write($"{(System.Console.IsOutputRedirected ? string.Empty : "\r")}{title,-14}[{new string('#', full)}{new string('.', Width - full)}] {share,4:P0}");
        if (isDone)
        {
            System.Console.WriteLine();
        }
    }
}
