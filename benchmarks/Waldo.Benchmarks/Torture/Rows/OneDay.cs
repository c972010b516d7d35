using Microsoft.Extensions.Time.Testing;
using Waldo.Benchmarks.Torture.Peers;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class OneDay : Row
{
    private const int Minutes = 24 * 60;

    // A day in 24 seconds, for those who cannot be given a clock.
    private const double Scale = 1 / 3600.0;

    public override string Title => "one call a minute for 24 h, the server rolls tokens";

    public override string Target => $"{Minutes} ok, 1 auth";

    public override bool TakesLong => true;

    public override async Task<Cell> RunAsync(Peer peer)
    {
        if (peer is MsalPeer)
        {
            return Cell.NotPut("It takes no clock, and counts tokens within 5 minutes of expiry as expired, so that the day cannot be shortened.");
        }

        var clock = peer.TakesClock ? new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) : null;
        var time = clock ?? TimeProvider.System;
        var scale = clock is null ? Scale : 1;
        using var server = new FakeWaldo(time) { Rolls = true, TokenLife = TimeSpan.FromHours(1) * scale };
        var client = peer.Create(server, time, scale);

        var started = time.GetTimestamp();
        var succeeded = 0;
        for (var minute = 0; minute < Minutes; minute++)
        {
            succeeded += await SuccessesAsync([client.CallAsync()]);
            var left = (TimeSpan.FromMinutes(minute + 1) * scale) - time.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
            {
                await Peer.PassAsync(clock, left);
            }
        }

        return new Cell(
            $"{succeeded} ok, {server.Authentications} auth",
            succeeded == Minutes && server.Authentications == 1,
            clock is null ? "It takes no clock: a day in 24 s, tokens that live 1 s, its margins as much shorter." : null);
    }
}
