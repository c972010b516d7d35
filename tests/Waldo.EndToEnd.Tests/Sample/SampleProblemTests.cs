using Microsoft.Playwright;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

[Collection(OneBrowser.Name)]
public sealed class SampleProblemTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_wrong_is_said_where_it_was_typed_and_no_rule_of_accessibility_is_broken_in_light_and_dark()
    {
        await using var sample = SampleProcess.Start();
        var page = await SamplePage.OpenAsync(chromium, await sample.WaitForAddressAsync());
        var complaints = new List<string>();
        page.Browser.PageError += (_, error) => complaints.Add(error);
        page.Browser.Console += (_, message) => complaints.Add(message.Text);

        // Refused by Waldo; only the SSN has to be typed again.
        await page.Browser.GetByLabel("Phone").FillAsync("call me");
        await page.SubmitAsync();
        await Expect(page.Browser.GetByRole(AriaRole.Alert)).ToContainTextAsync("Phone: Waldo does not accept this.");
        await Expect(page.Browser.GetByLabel("Phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Browser.GetByLabel("Phone")).ToHaveValueAsync("call me");
        await Expect(page.Browser.GetByLabel("Social security number")).ToBeEmptyAsync();
        await Expect(page.Browser.GetByText("Nobody yet")).ToBeVisibleAsync();

        // Refused by the client's own check.
        await page.Browser.GetByLabel("Phone").FillAsync("+12025550142");
        await page.Browser.GetByLabel("Social security number").FillAsync("12-3");
        await page.SubmitAsync();
        await Expect(page.Browser.GetByRole(AriaRole.Alert)).ToContainTextAsync("A social security number has nine digits");

        // Refused by the client before a byte of the document has left.
        await page.Browser.GetByLabel("Social security number").FillAsync(SamplePage.Ssn);
        await page.OnboardAsync("fraud-pass");
        await Expect(page.Card("fraud-pass")).ToContainTextAsync("Approved");
        await page.UploadAsync("fraud-pass", "letter.jpg", "Dear Sir or Madam"u8.ToArray());
        await Expect(page.Card("fraud-pass").GetByRole(AriaRole.Alert)).ToContainTextAsync("Waldo takes JPEG, PNG and PDF files");

        await Accessibility.AuditAsync(page.Browser);
        await page.Browser.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Accessibility.AuditContrastAsync(page.Browser);

        // That the answer to a refused form is 422 is all the browser has to say.
        complaints.ShouldAllBe(complaint => complaint.Contains("422", StringComparison.Ordinal));
    }
}
