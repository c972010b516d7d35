using Microsoft.Extensions.Time.Testing;
using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class WrongClock : Row
{
    private const int Calls = 50;
    private const string ShiftedNote =
        "It takes no clock: the server's times are 3 h off instead, in one direction throughout. A credential for this API has only the token's exp.";
    private const string NoClockNote =
        "It takes no clock, and its identity server tells a life instead of a time, so that only moving the machine's clock could show it.";

    public override string Title => "clock wrong by 3 h in both directions, set right and wrong meanwhile; 50 calls each";

    public override string Target => $"{Calls} ok, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        if (peer is MsalPeer)
        {
            return Cell.NotPut(NoClockNote);
        }

        var runs = new[] { await RunAsync(peer, TimeSpan.FromHours(3)), await RunAsync(peer, TimeSpan.FromHours(-3)) };
        var worst = runs.MaxBy(run => (Calls - run.Succeeded, run.Authentications));
        return new Cell(
            $"{worst.Succeeded} ok, {worst.Authentications} auth",
            worst is { Succeeded: Calls, Authentications: 1 },
            peer.TakesClock ? null : ShiftedNote);
    }

    private static async Task<(int Succeeded, int Authentications)> RunAsync(Peer peer, TimeSpan offset)
    {
        var right = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var wrong = new OffsetTime(right) { Offset = offset };
        using var server = peer.TakesClock ? new FakeWaldo(right) : new FakeWaldo(TimeProvider.System) { Ahead = offset };
        var client = peer.Create(server, wrong);
        var succeeded = 0;
        for (var call = 0; call < Calls; call++)
        {
            succeeded += await SuccessesAsync([client.CallAsync()]);
            await Peer.PassAsync(right, TimeSpan.FromMinutes(1));
            wrong.Offset = call % 2 == 0 ? TimeSpan.Zero : offset;
        }

        return (succeeded, server.Authentications);
    }

    /// <summary>A wall clock that is off; timers and the monotonic clock are right.</summary>
    private sealed class OffsetTime(TimeProvider right) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => right.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Offset;

        public override long GetTimestamp() => right.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            right.CreateTimer(callback, state, dueTime, period);
    }
}
