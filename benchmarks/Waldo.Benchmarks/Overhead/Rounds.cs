using System.Diagnostics;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Overhead;

/// <summary>Runs contenders in interleaved rounds, each until its code has been compiled for good.</summary>
internal static class Rounds
{
    private const int Count = 21;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(30);

    public static async Task<IReadOnlyList<Figures>> RunAsync(IReadOnlyList<Contender> contenders)
    {
        // Twice: what all of them share is compiled anew when the last one has come into play.
        foreach (var contender in contenders.Concat(contenders))
        {
            await RepeatAsync(contender, WarmUp);
        }

        var turns = new List<int>();
        foreach (var contender in contenders)
        {
            turns.Add(Math.Max(1, await RepeatAsync(contender, Slice)));
        }

        var figures = contenders.Select(contender => new Figures(contender.Name)).ToArray();
        for (var round = 0; round < Count; round++)
        {
            for (var index = 0; index < figures.Length; index++)
            {
                var (nanoseconds, bytes) = await MeasureAsync(contenders[index], turns[index]);
                figures[index].Add(nanoseconds, bytes);
            }
        }

        return figures;
    }

    private static async Task<int> RepeatAsync(Contender contender, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var turns = 0;
        while (clock.Elapsed < length)
        {
            await contender.SendAsync();
            turns++;
        }

        return turns;
    }

    private static async Task<(double Nanoseconds, double Bytes)> MeasureAsync(Contender contender, int turns)
    {
        // Of all threads: some contenders hand work to another one.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < turns; turn++)
        {
            await contender.SendAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        return (elapsed.TotalNanoseconds / turns, (double)bytes / turns);
    }
}
