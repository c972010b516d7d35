using Microsoft.Playwright;
using Waldo.Client;
using Waldo.Emulator;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Dashboard;

[Collection(OneBrowser.Name)]
public sealed class DashboardTests(Chromium chromium)
{
    private static readonly string[] PartNames = ["clock", "customers", "keys", "journal", "faults", "deliveries"];

    [Fact]
    public async Task A_session_on_the_dashboard_from_onboarding_to_a_revoked_token()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await StartAsync();
        using var waldo = emulator.CreateClient();
        var page = await chromium.OpenAsync(emulator.Address);
        await page.GetByLabel("Target").FillAsync(receiver.Address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Add target" }).ClickAsync();
        await Expect(Part(page, "deliveries")).ToContainTextAsync(receiver.Address.ToString());

        // A customer that the API onboards appears by itself.
        await Expect(Part(page, "customers")).ToContainTextAsync("Nobody yet");
        var onboarded = await waldo.OnboardAsync(Story.Customer("fraud-pass"), TestContext.Current.CancellationToken);
        var customer = Part(page, "customers").Locator("details").First;
        await Expect(customer).ToContainTextAsync("fraud-pass");
        await Expect(customer).ToContainTextAsync("initiated");

        // The clock's button completes the evaluation and delivers its webhooks.
        await page.GetByRole(AriaRole.Button, new() { Name = "+10 s" }).ClickAsync();
        await Expect(customer).ToContainTextAsync("completed");
        await Expect(customer).ToContainTextAsync("APPROVED");
        var deliveries = Part(page, "deliveries").Locator("details");
        await Expect(deliveries).ToHaveCountAsync(3);
        await Expect(deliveries.First).ToContainTextAsync("completed");
        await Expect(deliveries.First).ToContainTextAsync("Delivered");

        // A fault from the form is in the journal once it has hit.
        await page.GetByLabel("What").SelectOptionAsync("Status");
        await page.GetByLabel("Path").FillAsync("/customer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Inject fault" }).ClickAsync();
        await Expect(Part(page, "faults")).ToContainTextAsync("/customer");
        await Story.LookUpAsync(waldo, onboarded.CustomerId!);
        var hit = Part(page, "journal").Locator("details").Filter(new() { Has = page.Locator(".status", new() { HasText = "503" }) });
        await Expect(hit).ToHaveCountAsync(1);
        await Expect(hit).ToContainTextAsync("Status");
        await Expect(Part(page, "faults")).ToContainTextAsync("Nothing will go wrong");

        // A revoked token makes the next call authenticate again.
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke all tokens" }).ClickAsync();
        await Expect(Part(page, "keys")).ToContainTextAsync("revoked");
        (await waldo.GetCustomerAsync(onboarded.CustomerId!, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        await Expect(Part(page, "journal")).ToContainTextAsync("INVALID_TOKEN");
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(2);
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_a_refresh_keeps_focus_and_open_cards()
    {
        await using var emulator = await StartAsync();
        using var waldo = emulator.CreateClient();
        var page = await chromium.OpenAsync(emulator.Address);
        await waldo.OnboardAsync(Story.Customer("fraud-reject"), TestContext.Current.CancellationToken);
        var card = Part(page, "customers").Locator("details").First;
        await Expect(card).ToBeVisibleAsync();

        await card.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");

        await Expect(card).ToContainTextAsync("flagged");
        await Expect(card).ToHaveAttributeAsync("open", "");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Take flag off" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_refusal_is_said_on_the_page()
    {
        await using var emulator = await StartAsync();
        var page = await chromium.OpenAsync(emulator.Address);

        await page.GetByLabel("Target").FillAsync("ftp://receiver.test/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add target" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A webhook target must be an absolute http or https address");
    }

    [Fact]
    public async Task The_page_breaks_no_rule_of_accessibility_and_logs_no_error_in_light_and_dark()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await StartAsync();
        emulator.Webhooks.AddTarget(receiver.Address);
        var page = await chromium.OpenAsync(emulator.Address);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        await Story.TellAsync(emulator);
        var looks = Task.WhenAll(PartNames.Select(name => page.WaitForResponseAsync("**/parts/" + name)));
        await page.ReloadAsync();
        await page.Locator("body[data-live]").WaitForAsync();

        // Once the first look at all parts is over, nothing is put in place while the page is audited.
        await Task.WhenAll((await looks).Select(look => look.FinishedAsync()));
        await NextFrameAsync(page);
        await Part(page, "customers").Locator("summary").Filter(new() { HasText = "fraud-reject" }).ClickAsync();
        await Expect(Part(page, "customers").Locator("details[open]").GetByText("Fraud history")).ToBeVisibleAsync();
        await Screenshots.KeepAsync(page, "dashboard-light");
        await Accessibility.AuditAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshots.KeepAsync(page, "dashboard-dark");
        await Accessibility.AuditContrastAsync(page);
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refresh_between_press_and_release_does_not_take_the_press_away(bool withMouse)
    {
        await using var emulator = await StartAsync();
        using var waldo = emulator.CreateClient();
        await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(emulator.Address);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Revoke all tokens" });
        await PressAsync(page, button, withMouse);

        var asked = page.WaitForResponseAsync("**/parts/keys");
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), TestContext.Current.CancellationToken);
        await (await asked).FinishedAsync();
        await NextFrameAsync(page);
        await (withMouse ? page.Mouse.UpAsync() : page.Keyboard.UpAsync("Space"));

        await Expect(Part(page, "keys").GetByText("revoked")).ToHaveCountAsync(2);
        await Expect(Part(page, "keys")).ToContainTextAsync("2 issued");
    }

    [Fact]
    public async Task An_older_look_at_a_part_never_replaces_a_newer_one()
    {
        await using var emulator = await StartAsync();
        using var waldo = emulator.CreateClient();
        await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(emulator.Address);
        using var held = new SemaphoreSlim(0);
        var seen = new TaskCompletionSource();
        var looks = 0;
        await page.RouteAsync("**/parts/keys", async route =>
        {
            var answer = await route.FetchAsync();
            if (Interlocked.Increment(ref looks) == 1)
            {
                seen.SetResult();
                await held.WaitAsync(TestContext.Current.CancellationToken);
            }

            await route.FulfillAsync(new() { Response = answer });
        });
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"), TestContext.Current.CancellationToken);
        await seen.Task;

        // The customer is told after the tokens, so that by the time it is shown the page has heard of them.
        emulator.Tokens.RevokeAll();
        await waldo.OnboardAsync(Story.Customer("fraud-pass"), TestContext.Current.CancellationToken);
        await Expect(Part(page, "customers")).ToContainTextAsync("fraud-pass");
        await NextFrameAsync(page);
        held.Release();

        await Expect(Part(page, "keys")).ToContainTextAsync("4 issued");
        await Expect(Part(page, "keys").GetByText("revoked")).ToHaveCountAsync(2);
    }

    private static async Task PressAsync(IPage page, ILocator button, bool withMouse)
    {
        if (withMouse)
        {
            await button.HoverAsync();
            await page.Mouse.DownAsync();
            return;
        }

        await button.FocusAsync();
        await page.Keyboard.DownAsync("Space");
    }

    private static Task NextFrameAsync(IPage page) =>
        page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    private static ILocator Part(IPage page, string name) => page.Locator($"[data-part={name}]");

    private static Task<WaldoEmulator> StartAsync() =>
        WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual }, TestContext.Current.CancellationToken);
}
