using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Overhead;

/// <summary>What one contender took, round by round. Rounds of several contenders belong together: they ran right after each other.</summary>
internal sealed class Figures(string name)
{
    private readonly List<double> _nanoseconds = [];
    private readonly List<double> _bytes = [];

    public string Name => name;

    public double Nanoseconds => Statistics.Median(_nanoseconds);

    public double Bytes => Statistics.Median(_bytes);

    public void Add(double nanoseconds, double bytes)
    {
        _nanoseconds.Add(nanoseconds);
        _bytes.Add(bytes);
    }

    /// <summary>The median of the differences within each round, which a machine that slows down for a while disturbs least.</summary>
    public double NanosecondsOver(Figures floor) => Statistics.Median(_nanoseconds.Zip(floor._nanoseconds, (own, other) => own - other));

    public double BytesOver(Figures floor) => Statistics.Median(_bytes.Zip(floor._bytes, (own, other) => own - other));

    public double TimeRatio(Figures floor) => Statistics.Median(_nanoseconds.Zip(floor._nanoseconds, (own, other) => own / other));

    public double BytesRatio(Figures floor) => Bytes / floor.Bytes;
}
