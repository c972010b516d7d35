using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Journal;

public sealed class JournalTests
{
    [Fact]
    public async Task Exchanges_are_counted_by_method_path_and_status()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var onboarded = await api.OnboardAsync();
        using var refused = await api.PostAsync("onboard", "{}");

        emulator.Journal.Count().ShouldBe(3);
        emulator.Journal.Count("POST", "/onboard").ShouldBe(2);
        emulator.Journal.Count(path: "/onboard", status: 200).ShouldBe(1);
        emulator.Journal.Count(path: "/on*").ShouldBe(2);
        emulator.Journal.Count("GET").ShouldBe(0);
    }

    [Fact]
    public async Task Single_gives_the_only_match_and_says_how_many_there_were_otherwise()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var refused = await api.PostAsync("onboard", "{}");

        emulator.Journal.Single("POST", "/onboard").Code.ShouldBe("MISSING_DATA");
        Should.Throw<InvalidOperationException>(() => emulator.Journal.Single("POST")).Message.ShouldContain("found 2");
    }

    [Fact]
    public async Task The_oldest_entries_make_room_for_new_ones()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { JournalCapacity = 2 }, TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var onboarded = await api.OnboardAsync();
        using var found = await api.GetAsync("customer?zipCode=06101");

        emulator.Journal.Entries.Select(entry => entry.Number).ShouldBe([2L, 3L]);
    }
}
