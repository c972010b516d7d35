using Waldo.EndToEnd.Tests.Browser;

namespace Waldo.EndToEnd.Tests.Fleet;

/// <summary>Twenty instances in processes of their own, over real sockets and a real Redis.</summary>
[Collection(OneBrowser.Name)]
public sealed class FleetTests(Fleet fleet) : IClassFixture<Fleet>
{
    [Fact]
    public async Task With_a_lock_a_cold_fleet_authenticates_once_and_an_hour_of_traffic_adds_nothing()
    {
        await fleet.BeginAsync(withLock: true);
        await ShouldSucceedAsync("calls 1");
        fleet.Authentications.ShouldBe(1);

        for (var minute = 0; minute < 65; minute++)
        {
            await fleet.Emulator.AdvanceAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            await fleet.AskAllAsync("advance 60");
            await ShouldSucceedAsync("calls 1");
        }

        fleet.Emulator.Journal.Count("GET", "/customer", 200).ShouldBe(66 * 20 * 2);
        fleet.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_lock_each_instance_authenticates_at_most_once()
    {
        await fleet.BeginAsync(withLock: false);

        await ShouldSucceedAsync("calls 1");
        await ShouldSucceedAsync("calls 10");

        fleet.Authentications.ShouldBeInRange(1, 20);
    }

    [Fact]
    public async Task All_tokens_revoked_under_traffic_cost_one_more_authentication()
    {
        await fleet.BeginAsync(withLock: true);
        await ShouldSucceedAsync("calls 1");
        await StartTrafficAsync();

        fleet.Emulator.Tokens.RevokeAll();
        await ShouldSucceedAsync("stop");

        fleet.Authentications.ShouldBe(2);
        fleet.Emulator.Journal.Count("GET", "/customer", 401).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Redis_killed_under_traffic_fails_no_call_and_it_heals()
    {
        await fleet.BeginAsync(withLock: true);
        await ShouldSucceedAsync("calls 1");
        await fleet.BePatientAsync(false);
        await StartTrafficAsync();
        await fleet.Redis.KillAsync();

        // Worse: all tokens end while there is no Redis, so that each instance is on its own.
        fleet.Emulator.Tokens.RevokeAll();
        await ShouldSucceedAsync("stop");
        var whileDown = fleet.Authentications;
        await fleet.Redis.RunAsync();
        while ((await fleet.AskAllAsync("redis")).Any(answer => answer != "reached"))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await fleet.BePatientAsync(true);
        fleet.Emulator.Tokens.RevokeAll();
        await ShouldSucceedAsync("calls 10");

        whileDown.ShouldBeInRange(2, 21);
        fleet.Authentications.ShouldBe(whileDown + 1);
    }

    [Fact]
    public async Task What_lies_in_Redis_shows_no_token()
    {
        await fleet.BeginAsync(withLock: true);
        await ShouldSucceedAsync("calls 3");

        var everything = await fleet.Redis.ReadAllAsync();

        everything.Count.ShouldBe(1);
        var text = string.Join('\n', everything.Select(entry => entry.Key + entry.Value));

        // How every JWT and every key pair of the emulator begins, and ASP.NET Core's own mark of encrypted data.
        text.ShouldNotContain("eyJ");
        text.ShouldNotContain("Bearer");
        text.ShouldNotContain("sandbox.");
        text.ShouldContain("data=\u0009\u00F0\u00C9\u00F0");
    }

    private async Task ShouldSucceedAsync(string command) => (await fleet.AskAllAsync(command)).ShouldAllBe(answer => answer == "done");

    /// <summary>Has all instances call until they are told to stop; before that each calls once more.</summary>
    private async Task StartTrafficAsync() => (await fleet.AskAllAsync("traffic")).ShouldAllBe(answer => answer == "started");
}
