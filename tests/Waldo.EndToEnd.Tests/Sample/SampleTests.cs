using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Waldo.EndToEnd.Tests.Browser;
using Waldo.EndToEnd.Tests.Dashboard;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

public sealed class SampleTests(Chromium chromium) : IClassFixture<Chromium>
{
    // The made-up person that the form is filled with first.
    private const string Ssn = "900-55-0142";
    private const string Email = "mara@example.org";

    [Fact]
    public async Task A_customer_is_onboarded_and_its_outcomes_appear_live_and_nothing_personal_is_left_behind()
    {
        await using var sample = SampleProcess.Start();
        var address = await sample.WaitForAddressAsync();
        var page = await chromium.OpenAsync(address);
        await Expect(page.GetByLabel("Social security number")).ToHaveValueAsync(Ssn);
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(Email);

        // The outcome arrives on the page that the form has led to, without another one being loaded.
        await OnboardAsync(page, "fraud-review");
        var loaded = await LoadTimeAsync(page);
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("Fraud check completed");
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("Needs review");
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("Passed");
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("0.50");
        await Expect(page.Locator("#news")).ToHaveTextAsync("Mara Lindqvist: Fraud check completed, Needs review");
        (await LoadTimeAsync(page)).ShouldBe(loaded);

        await OnboardAsync(page, "kyc-pass");
        loaded = await LoadTimeAsync(page);
        await Expect(Card(page, "kyc-pass")).ToContainTextAsync("Identity check completed");
        await Expect(Card(page, "kyc-pass")).ToContainTextAsync("Passed");
        await Expect(Card(page, "kyc-pass")).ToContainTextAsync("Not asked for");
        (await LoadTimeAsync(page)).ShouldBe(loaded);

        await UploadAsync(page, "kyc-pass", "licence.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[2_000_000]]);
        loaded = await LoadTimeAsync(page);
        await Expect(Card(page, "kyc-pass")).ToContainTextAsync("Document check completed");
        (await LoadTimeAsync(page)).ShouldBe(loaded);

        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(address, "health"), TestContext.Current.CancellationToken)).ShouldContain("\"status\":\"Healthy\"");

        // All traces, metrics and framework logs are on, and the page is still open.
        await sample.StopAsync();
        sample.ExitCode.ShouldBe(0);
        sample.Printed.ShouldContain("POST /authenticate");
        sample.Stored.ShouldContain("Lindqvist");
        foreach (var secret in new[] { Ssn, Ssn.Replace("-", "", StringComparison.Ordinal), Email, "Lindqvist", SampleProcess.Secret })
        {
            sample.Printed.ShouldNotContain(secret);
        }

        sample.Stored.ShouldNotContain(Ssn);
        sample.Stored.ShouldNotContain(Email);
    }

    [Fact]
    public async Task What_is_wrong_is_said_where_it_was_typed_and_only_the_ssn_has_to_be_typed_again()
    {
        await using var sample = SampleProcess.Start();
        var page = await chromium.OpenAsync(await sample.WaitForAddressAsync());

        // Refused by Waldo, by the client's own check, and by the client before a byte of a document has left.
        await page.GetByLabel("Phone").FillAsync("call me");
        await SubmitAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Phone: Waldo does not accept this.");
        await Expect(page.GetByLabel("Phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Phone")).ToHaveValueAsync("call me");
        await Expect(page.GetByLabel("Social security number")).ToBeEmptyAsync();
        await Expect(page.GetByText("Nobody yet")).ToBeVisibleAsync();

        await page.GetByLabel("Phone").FillAsync("+12025550142");
        await page.GetByLabel("Social security number").FillAsync("12-3");
        await SubmitAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A social security number has nine digits");

        await page.GetByLabel("Social security number").FillAsync(Ssn);
        await OnboardAsync(page, "fraud-pass");
        await Expect(Card(page, "fraud-pass")).ToContainTextAsync("Approved");
        await UploadAsync(page, "fraud-pass", "letter.jpg", "Dear Sir or Madam"u8.ToArray());
        await Expect(Card(page, "fraud-pass").GetByRole(AriaRole.Alert)).ToContainTextAsync("neither JPEG, PNG nor PDF");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_page_breaks_no_rule_of_accessibility_and_logs_no_error_in_light_and_dark(ColorScheme colours)
    {
        await using var sample = SampleProcess.Start();
        var page = await chromium.OpenAsync(await sample.WaitForAddressAsync(), colours);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var scenario in new[] { "fraud-pass", "kyc-pass", "fraud-reject" })
        {
            await OnboardAsync(page, scenario);
        }

        await Expect(Card(page, "fraud-reject")).ToContainTextAsync("Rejected");
        await Expect(Card(page, "fraud-pass")).ToContainTextAsync("Approved");
        await Expect(Card(page, "kyc-pass")).ToContainTextAsync("Needs review");
        await OnboardAsync(page, "fraud-review");
        await Card(page, "kyc-pass").Locator("summary").ClickAsync();
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("under way");
        await Screenshots.KeepAsync(page, $"sample-{colours}");
        await Expect(Card(page, "fraud-review")).ToContainTextAsync("0.50");

        var audit = await page.RunAxe();
        audit.Passes.Length.ShouldBeGreaterThan(15);
        audit.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    private static ILocator Card(IPage page, string externalId) => page.Locator("article").Filter(new() { Has = page.GetByText(externalId, new() { Exact = true }) });

    private static async Task OnboardAsync(IPage page, string scenario)
    {
        await page.GetByLabel("Scenario").SelectOptionAsync(scenario);
        await SubmitAsync(page);
        await Expect(Card(page, scenario)).ToBeVisibleAsync();
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Onboard customer" }).ClickAsync();
        await page.Locator("body[data-live]").WaitForAsync();
    }

    private static async Task UploadAsync(IPage page, string externalId, string name, byte[] content)
    {
        await Card(page, externalId).Locator("summary").ClickAsync();
        await Card(page, externalId).GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = content });
        await Card(page, externalId).GetByRole(AriaRole.Button, new() { Name = "Send document" }).ClickAsync();
        await page.Locator("body[data-live]").WaitForAsync();
    }

    private static Task<double> LoadTimeAsync(IPage page) => page.EvaluateAsync<double>("performance.timeOrigin");
}
