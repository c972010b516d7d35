using System.Net.Http.Json;
using Waldo.Client;
using Waldo.Emulator;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>An answer of Waldo's that is overtaken by a webhook on its way to the sample.</summary>
[Collection(OneBrowser.Name)]
public sealed class SampleOvertakenTests(Chromium chromium)
{
    private const string Scenario = "fraud-pass";
    private static readonly TimeSpan ToTheEnd = TimeSpan.FromSeconds(1);

    // Longer than the evaluation still takes.
    private static readonly Fault SlowAnswer = new() { Kind = FaultKind.SlowBody, Method = "GET", Path = "/customer", Delay = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task What_Waldo_said_before_a_webhook_came_is_not_written_over_it()
    {
        await using var waldo = await StartAsync();
        waldo.Faults.Add(SlowAnswer);
        await using var sample = SampleProcess.Start(waldo, "--MissedWebhooks:After=00:00:01");
        var address = await sample.WaitForAddressAsync();
        var page = await SamplePage.OpenAsync(chromium, address);

        // Nothing is heard of the customer, so Waldo is asked, and says that the evaluation goes on.
        await page.OnboardAsync(Scenario);
        await EmulatorSignal.WaitAsync(waldo, () => IsAnswering(waldo));
        await CompleteAsync(waldo, address, page);

        // Whoever asks again learns nothing, and nothing that was wrong could be put right.
        waldo.Faults.Add(new Fault { Kind = FaultKind.NotPermitted, Method = "GET", Path = "/customer", Times = null });
        waldo.Clock.Setting = ClockSetting.Real;
        await EmulatorSignal.WaitAsync(waldo, () => waldo.Journal.Count("GET", "/customer", 403) > 0);

        await page.Browser.ReloadAsync();
        await Expect(page.Card(Scenario)).ToContainTextAsync("completed");
        await Expect(page.Card(Scenario)).ToContainTextAsync("Approved");
    }

    [Fact]
    public async Task A_webhook_that_was_confirmed_before_another_came_does_not_undo_it()
    {
        await using var waldo = await StartAsync();
        await using var sample = SampleProcess.Start(waldo);
        var address = await sample.WaitForAddressAsync();
        var page = await SamplePage.OpenAsync(chromium, address);
        await page.OnboardAsync(Scenario);
        var customerId = await FindAsync(waldo);

        // A flag is taken off, while the evaluation goes on.
        waldo.Faults.Add(SlowAnswer);
        using var http = new HttpClient();
        var unflagging = http.PostAsJsonAsync(Hook(address), new { Event = "flag", Flag = false, CustomerId = customerId }, TestContext.Current.CancellationToken);
        await EmulatorSignal.WaitAsync(waldo, () => IsAnswering(waldo));
        await CompleteAsync(waldo, address, page);
        waldo.Clock.Setting = ClockSetting.Real;
        (await unflagging).EnsureSuccessStatusCode();

        await page.Browser.ReloadAsync();
        await Expect(page.Card(Scenario)).ToContainTextAsync("completed");
        await Expect(page.Card(Scenario)).ToContainTextAsync("Approved");
    }

    private static Task<WaldoEmulator> StartAsync() => WaldoEmulator.StartAsync(
        new WaldoEmulatorOptions { Clock = ClockSetting.Manual, Delays = { Initiated = TimeSpan.Zero, InProgress = TimeSpan.Zero, Completed = ToTheEnd } },
        TestContext.Current.CancellationToken);

    // What it says is decided, and not all of it is sent.
    private static bool IsAnswering(WaldoEmulator waldo) => waldo.Journal.Entries.Any(entry => entry.Faults.Contains(FaultKind.SlowBody));

    private static async Task CompleteAsync(WaldoEmulator waldo, Uri sample, SamplePage page)
    {
        waldo.Webhooks.AddTarget(Hook(sample));
        await waldo.AdvanceAsync(ToTheEnd, TestContext.Current.CancellationToken);
        await Expect(page.Card(Scenario)).ToContainTextAsync("Approved");
    }

    private static Uri Hook(Uri sample) => new(sample, $"webhooks/waldo?secret={SampleProcess.Secret}");

    private static async Task<string> FindAsync(WaldoEmulator waldo)
    {
        using var client = waldo.CreateClient();
        return (await client.FindCustomersAsync(CustomerQuery.ByExternalId(Scenario), TestContext.Current.CancellationToken))[0].CustomerId!;
    }
}
