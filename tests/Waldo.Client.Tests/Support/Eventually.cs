using System.Diagnostics;

namespace Waldo.Client.Tests.Support;

internal static class Eventually
{
    // Only against a hang: what is waited for takes microseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Lets other threads finish what they have begun; no clock of the code under test is involved.</summary>
    public static async Task TrueAsync(Func<bool> condition, Func<string>? describe = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            (watch.Elapsed < Patience).ShouldBeTrue(describe?.Invoke() ?? "what was waited for did not happen");
            await Task.Yield();
        }
    }
}
