using Microsoft.Playwright;
using Waldo.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Waldo.EndToEnd.Tests.Sample;

/// <summary>The sample's page in the browser, and what a person does on it.</summary>
internal sealed class SamplePage(IPage browser)
{
    // Of the made-up person that the form is filled with first.
    public const string Ssn = "900-55-0142";
    public const string Email = "mara@example.org";

    public IPage Browser { get; } = browser;

    public static async Task<SamplePage> OpenAsync(Chromium chromium, Uri address) => new(await chromium.OpenAsync(address));

    public ILocator Card(string externalId) => Browser.Locator("article").Filter(new() { Has = Browser.GetByText(externalId, new() { Exact = true }) });

    public async Task OnboardAsync(string scenario)
    {
        await Browser.GetByLabel("Scenario").SelectOptionAsync(scenario);
        await SubmitAsync();
        await Expect(Card(scenario)).ToBeVisibleAsync();
    }

    public Task SubmitAsync() => LeaveByAsync(Browser.GetByRole(AriaRole.Button, new() { Name = "Onboard customer" }));

    public async Task UploadAsync(string externalId, string name, byte[] content)
    {
        await Card(externalId).Locator("summary").ClickAsync();
        await Card(externalId).GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = content });
        await LeaveByAsync(Card(externalId).GetByRole(AriaRole.Button, new() { Name = "Send document" }));
    }

    /// <summary>Where the emulator inside of the sample is told what to do.</summary>
    public async Task<Uri> DashboardAsync() => new((await Browser.GetByRole(AriaRole.Link, new() { Name = "Its dashboard" }).GetAttributeAsync("href"))!);

    /// <summary>When the browser has loaded the page: the same as before as long as no other one was loaded.</summary>
    public Task<double> LoadTimeAsync() => Browser.EvaluateAsync<double>("performance.timeOrigin");

    // The page that comes is live like the one that goes: a mark tells them apart.
    private async Task LeaveByAsync(ILocator button)
    {
        await Browser.EvaluateAsync("document.body.dataset.old = 'yes'");
        await button.ClickAsync();
        await Browser.Locator("body[data-live]:not([data-old])").WaitForAsync();
    }
}
