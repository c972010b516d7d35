using Waldo.Emulator.Events;

namespace Waldo.Emulator.Tests.Events;

public sealed class EventHubTests
{
    [Fact]
    public async Task A_page_that_does_not_read_for_long_loses_no_part_and_is_told_each_once()
    {
        var hub = new EventHub();
        var page = hub.Listen();
        hub.Signal("keys");
        for (var i = 0; i < 10_000; i++)
        {
            hub.Signal("journal");
        }

        (await ReadAsync(page, 2)).ShouldBe(["keys", "journal"]);
        hub.Signal("faults");
        (await ReadAsync(page, 1)).ShouldBe(["faults"]);
    }

    [Fact]
    public async Task A_part_that_changes_again_once_it_was_told_is_told_again()
    {
        var hub = new EventHub();
        var page = hub.Listen();
        hub.Signal("keys");
        await ReadAsync(page, 1);

        hub.Signal("keys");

        (await ReadAsync(page, 1)).ShouldBe(["keys"]);
    }

    private static async Task<string[]> ReadAsync(Listener page, int count)
    {
        var read = new List<string>();
        await foreach (var part in page.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(part);
            if (read.Count == count)
            {
                break;
            }
        }

        return [.. read];
    }
}
