using Microsoft.Extensions.Time.Testing;

namespace Waldo.Client.Tests.Support;

/// <summary>Clocks that only a test moves.</summary>
internal static class TestTimes
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock() => new(Start);
}
