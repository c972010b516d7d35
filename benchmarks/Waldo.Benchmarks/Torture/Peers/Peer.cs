using Microsoft.Extensions.Time.Testing;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>One library, and how it is put to the scenarios.</summary>
internal abstract class Peer
{
    public abstract string Name { get; }

    /// <summary>Whether it can be given a clock. Where not, a scenario needs short-lived tokens and real time.</summary>
    public virtual bool TakesClock => false;

    /// <summary>Makes a client of <paramref name="server"/>.</summary>
    /// <param name="server">The fake server, which both authentications and calls go to.</param>
    /// <param name="clock">The client's clock, where it takes one.</param>
    /// <param name="scale">How much shorter than an hour its tokens' life is meant to be, for the settings that follow from it.</param>
    public abstract IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1);

    /// <summary>Makes a client whose token is in its renewal window: still good, but due.</summary>
    public virtual async Task<(FakeWaldo Server, IPeerClient Client, FakeTimeProvider? Clock)> InWindowAsync()
    {
        if (TakesClock)
        {
            var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
            var server = new FakeWaldo(clock);
            var client = Create(server, clock);
            await client.CallAsync();
            clock.Advance(TimeSpan.FromMinutes(58));
            return (server, client, clock);
        }
        else
        {
            // Shorter than the five minutes before expiry in which it renews.
            var server = new FakeWaldo(TimeProvider.System) { TokenLife = TimeSpan.FromMinutes(2) };
            var client = Create(server, TimeProvider.System);
            await client.CallAsync();
            return (server, client, null);
        }
    }

    /// <summary>How <see cref="InWindowAsync"/> gets there, where it is not by a clock.</summary>
    public virtual string? WindowNote => TakesClock
        ? null
        : "A token of 2 minutes, which is within the 5 minutes before expiry in which it renews; the wall clock.";

    /// <summary>Lets time pass: on the fake clock at once, else really.</summary>
    public static async Task PassAsync(FakeTimeProvider? clock, TimeSpan time)
    {
        if (clock is null)
        {
            await Task.Delay(time);
            return;
        }

        clock.Advance(time);

        // For what a client does in the background, and ends within microseconds.
        await Task.Delay(1);
    }
}
