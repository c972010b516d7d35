using System.Text.RegularExpressions;
using Waldo.Client;
using Waldo.Emulator;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>An open page that changes while somebody works on it.</summary>
[Collection(OneBrowser.Name)]
public sealed class SampleLiveTests(Chromium chromium)
{
    private static readonly TimeSpan ToTheEnd = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_is_typed_or_chosen_and_the_focus_survive_a_change_of_the_customer_and_an_onboarding_in_another_tab()
    {
        await using var waldo = await StartAsync();
        await using var sample = SampleProcess.Start(waldo);
        var page = await OpenAsync(waldo, sample, "fraud-pass", "fraud-review");
        var typed = page.Card("fraud-pass").GetByLabel("Issuing country");
        var chosen = page.Card("fraud-review").GetByLabel("Side");
        await page.Card("fraud-pass").Locator("summary").ClickAsync();
        await typed.FillAsync("MEX");
        await page.Card("fraud-review").Locator("summary").ClickAsync();
        await chosen.SelectOptionAsync("back");
        await page.Browser.GetByLabel("Phone").FocusAsync();

        await FlagAsync(waldo, page, "fraud-pass");
        await FlagAsync(waldo, page, "fraud-review");
        await Expect(typed).ToHaveValueAsync("MEX");
        await Expect(chosen).ToHaveValueAsync("back");

        await chosen.FocusAsync();
        await using (var context = await page.Browser.Context.Browser!.NewContextAsync())
        {
            var other = new SamplePage(await context.NewPageAsync());
            await other.Browser.GotoAsync(page.Browser.Url);
            await other.OnboardAsync("kyc-pass");
        }

        await Expect(page.Card("kyc-pass")).ToBeVisibleAsync();
        await Expect(page.Browser.Locator("article code")).ToHaveTextAsync(["kyc-pass", "fraud-review", "fraud-pass"]);
        await Expect(chosen).ToBeFocusedAsync();
        await Expect(typed).ToHaveValueAsync("MEX");
    }

    [Fact]
    public async Task A_press_under_way_hits_what_it_was_aimed_at()
    {
        await using var waldo = await StartAsync();
        await using var sample = SampleProcess.Start(waldo);
        var page = await OpenAsync(waldo, sample, "fraud-pass");
        var card = page.Card("fraud-pass");
        await card.Locator("summary").ClickAsync();
        await page.Browser.GetByLabel("Phone").PressSequentiallyAsync("0");

        // A label takes no focus itself, and what was typed elsewhere is told as changed in the middle of the press.
        await card.GetByText("Issuing country").HoverAsync();
        await page.Browser.Mouse.DownAsync();
        await page.Browser.RunAndWaitForResponseAsync(() => FlagAsync(waldo, "fraud-pass"), ACustomer());
        await page.Browser.Mouse.UpAsync();

        await Expect(card.GetByLabel("Issuing country")).ToBeFocusedAsync();
        await Expect(card).ToContainTextAsync("Flagged");
    }

    [Fact]
    public async Task A_change_that_could_not_be_fetched_is_fetched_again()
    {
        await using var waldo = await StartAsync();
        await using var sample = SampleProcess.Start(waldo);
        var page = await OpenAsync(waldo, sample, "fraud-pass");
        await page.Browser.RouteAsync(ACustomer(), route => route.AbortAsync(), new() { Times = 1 });

        await FlagAsync(waldo, page, "fraud-pass");

        await Expect(page.Browser.Locator("#news")).ToHaveTextAsync("Mara Lindqvist: Fraud check completed, Rejected");
    }

    private static Task<WaldoEmulator> StartAsync() => WaldoEmulator.StartAsync(
        new WaldoEmulatorOptions { Clock = ClockSetting.Manual, Delays = { Initiated = TimeSpan.Zero, InProgress = TimeSpan.Zero, Completed = ToTheEnd } },
        TestContext.Current.CancellationToken);

    private static Regex ACustomer() => new("/customers/[-0-9a-f]+$");

    // With customers whose evaluations are over, and who may be given documents.
    private async Task<SamplePage> OpenAsync(WaldoEmulator waldo, SampleProcess sample, params string[] scenarios)
    {
        var address = await sample.WaitForAddressAsync();
        waldo.Webhooks.AddTarget(new Uri(address, $"webhooks/waldo?secret={SampleProcess.Secret}"));
        var page = await SamplePage.OpenAsync(chromium, address);
        foreach (var scenario in scenarios)
        {
            await page.OnboardAsync(scenario);
        }

        await waldo.AdvanceAsync(ToTheEnd, TestContext.Current.CancellationToken);
        await Expect(page.Browser.GetByText("Upload a document")).ToHaveCountAsync(scenarios.Length);
        return page;
    }

    private static async Task FlagAsync(WaldoEmulator waldo, SamplePage page, string scenario)
    {
        await FlagAsync(waldo, scenario);
        await Expect(page.Card(scenario)).ToContainTextAsync("Flagged");
    }

    // Ends when the sample has answered the webhook.
    private static async Task FlagAsync(WaldoEmulator waldo, string scenario)
    {
        using var client = waldo.CreateClient();
        var found = await client.FindCustomersAsync(CustomerQuery.ByExternalId(scenario), TestContext.Current.CancellationToken);
        waldo.Customers.Flag(found[0].CustomerId!, true);
        await waldo.AdvanceAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }
}
