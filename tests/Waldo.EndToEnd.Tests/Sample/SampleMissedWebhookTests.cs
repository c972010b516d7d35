using Waldo.Emulator;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>The sample against a Waldo that delivers no webhooks.</summary>
[Collection(OneBrowser.Name)]
public sealed class SampleMissedWebhookTests(Chromium chromium)
{
    [Fact]
    public async Task Outcomes_and_lost_answers_are_asked_for_when_nothing_is_heard()
    {
        await using var waldo = await StartAsync();
        await using var sample = SampleProcess.Start(waldo, "--MissedWebhooks:After=00:00:01");
        var page = await SamplePage.OpenAsync(chromium, await sample.WaitForAddressAsync());

        await page.OnboardAsync("fraud-pass");
        await waldo.AdvanceAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await Expect(page.Card("fraud-pass")).ToContainTextAsync("Approved");
        await Expect(page.Card("fraud-pass")).ToContainTextAsync("completed");

        // The onboarding is carried out, but its answer is lost, and so are those of the look-ups that follow: it is held until they are.
        waldo.Faults.Add(new Fault { Kind = FaultKind.Latency, Method = "POST", Path = "/onboard", Delay = TimeSpan.FromSeconds(1) });
        waldo.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard" });
        await page.Browser.GetByLabel("Scenario").SelectOptionAsync("");
        var submitting = page.SubmitAsync();
        await EmulatorSignal.WaitAsync(waldo, () => waldo.Faults.Active.Count == 0);
        var deaf = waldo.Faults.Add(new Fault { Kind = FaultKind.NotPermitted, Method = "GET", Path = "/customer", Times = null });

        // From here on time may run; one jump could come before the request that has arrived has begun to wait.
        waldo.Clock.Setting = ClockSetting.Real;
        await submitting;
        var unanswered = page.Browser.Locator("article").Filter(new() { HasText = "Not answered yet" });
        await Expect(unanswered).ToHaveCountAsync(1);
        waldo.Faults.Remove(deaf);

        await Expect(unanswered).ToHaveCountAsync(0);
        await Expect(page.Browser.Locator("article").Filter(new() { HasText = "Approved" })).ToHaveCountAsync(2);
        waldo.Journal.Count("POST", "/onboard").ShouldBe(2);
        waldo.Webhooks.Deliveries.ShouldBeEmpty();
    }
    [Fact]
    public async Task A_database_that_is_out_of_reach_for_a_while_ends_nothing()
    {
        await using var waldo = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("waldo-database-");
        var elsewhere = folder.FullName + "-elsewhere";
        await using var sample = SampleProcess.Start(
            waldo, "--MissedWebhooks:After=00:00:01", $"--ConnectionStrings:Customers=Data Source={Path.Combine(folder.FullName, "customers.db")};Pooling=False");
        var page = await SamplePage.OpenAsync(chromium, await sample.WaitForAddressAsync());
        await page.OnboardAsync("fraud-pass");

        Directory.Move(folder.FullName, elsewhere);
        await sample.WaitForPrintAsync("Looking for missed webhooks failed, and is repeated: SqliteException");
        Directory.Move(elsewhere, folder.FullName);

        await waldo.AdvanceAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await Expect(page.Card("fraud-pass")).ToContainTextAsync("Approved");
        await sample.StopAsync();
        folder.Delete(recursive: true);
    }

    private static Task<WaldoEmulator> StartAsync() => WaldoEmulator.StartAsync(
        new WaldoEmulatorOptions
        {
            Clock = ClockSetting.Manual,
            Delays = { Initiated = TimeSpan.Zero, InProgress = TimeSpan.Zero, Completed = TimeSpan.FromSeconds(1) },
        },
        TestContext.Current.CancellationToken);
}
