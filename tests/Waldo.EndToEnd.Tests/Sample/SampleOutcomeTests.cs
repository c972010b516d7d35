using Microsoft.Playwright;
using Waldo.EndToEnd.Tests.Browser;
using Waldo.EndToEnd.Tests.Dashboard;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

[Collection(OneBrowser.Name)]
public sealed class SampleOutcomeTests(Chromium chromium)
{
    [Fact]
    public async Task Customers_are_onboarded_and_outcomes_appear_live_and_nothing_personal_is_left_behind()
    {
        await using var sample = SampleProcess.Start();
        var address = await sample.WaitForAddressAsync();
        var page = await SamplePage.OpenAsync(chromium, address);
        using var clock = await SampleClock.StopAsync(await page.DashboardAsync());
        await Expect(page.Browser.GetByLabel("Social security number")).ToHaveValueAsync(SamplePage.Ssn);
        await Expect(page.Browser.GetByLabel("E-mail")).ToHaveValueAsync(SamplePage.Email);

        // Outcomes arrive on the page that the form has led to, without another one being loaded: not before time goes on.
        await page.OnboardAsync("fraud-pass");
        await page.OnboardAsync("kyc-pass");
        await page.OnboardAsync("fraud-review");
        var loaded = await page.LoadTimeAsync();
        await clock.AdvanceAsync(seconds: 2);
        await Expect(page.Card("fraud-pass")).ToContainTextAsync("Approved");
        await Expect(page.Card("kyc-pass")).ToContainTextAsync("Identity check completed");
        await Expect(page.Card("kyc-pass")).ToContainTextAsync("Passed");
        await Expect(page.Card("kyc-pass")).ToContainTextAsync("Not asked for");
        await Expect(page.Card("fraud-review")).ToContainTextAsync("Fraud check completed");
        await Expect(page.Card("fraud-review")).ToContainTextAsync("Needs review");
        await Expect(page.Card("fraud-review")).ToContainTextAsync("Passed");
        await Expect(page.Card("fraud-review")).ToContainTextAsync("0.50");
        await Expect(page.Browser.Locator("#news")).ToHaveTextAsync("Inés Marchetti: Fraud check completed, Needs review");
        (await page.LoadTimeAsync()).ShouldBe(loaded);

        await page.UploadAsync("kyc-pass", "licence.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[2_000_000]]);
        loaded = await page.LoadTimeAsync();
        await KeepPicturesAsync(page);
        await clock.AdvanceAsync(seconds: 2);
        await Expect(page.Card("kyc-pass")).ToContainTextAsync("Document check completed");
        (await page.LoadTimeAsync()).ShouldBe(loaded);

        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(address, "health"), TestContext.Current.CancellationToken)).ShouldContain("\"status\":\"Healthy\"");

        // All traces, metrics and framework logs are on, and the page is still open.
        await sample.StopAsync();
        sample.ExitCode.ShouldBe(0);
        sample.Printed.ShouldContain("POST /authenticate");
        sample.Stored.ShouldContain("Lindqvist");
        foreach (var secret in new[] { SamplePage.Ssn, SamplePage.Ssn.Replace("-", "", StringComparison.Ordinal), SamplePage.Email, "Lindqvist", SampleProcess.Secret })
        {
            sample.Printed.ShouldNotContain(secret);
        }

        sample.Stored.ShouldNotContain(SamplePage.Ssn);
        sample.Stored.ShouldNotContain(SamplePage.Email);
    }

    // As they stand in docs/images.
    private static async Task KeepPicturesAsync(SamplePage page)
    {
        await page.Card("fraud-review").Locator("summary").ClickAsync();
        await Screenshots.KeepAsync(page.Browser, "sample-light");
        await page.Browser.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshots.KeepAsync(page.Browser, "sample-dark");
    }
}
