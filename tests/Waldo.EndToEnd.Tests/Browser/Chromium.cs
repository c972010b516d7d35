using Microsoft.Playwright;

namespace Waldo.EndToEnd.Tests.Browser;

/// <summary>Debian's chromium, driven by Playwright; Playwright's own browser download is never used.</summary>
/// <remarks>One for all tests, which take turns: several at once on two cores keep each other from answering in time.</remarks>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Milliseconds; only a machine that is busy with other tests needs them.
    private const float Patience = 30_000;

    // A page of these tests is there within a second; a browser that has not come so far by now does not come at all.
    private const float PatienceToOpen = 15_000;
    private const int Openings = 3;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } executable)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            // Containers run as root, where chromium's own sandbox does not start. It only ever visits this machine, so that no proxy is looked for.
            Args = ["--no-sandbox", "--no-proxy-server"],
        });
    }

    /// <summary>Opens a page in place of the one before, or skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipWhen(_browser is null, "There is no chromium on this machine. Install it with: apt-get install -y chromium");
        Assertions.SetDefaultExpectTimeout(Patience);
        for (var opening = 1; ; opening++)
        {
            await CloseAsync();
            _page = await _browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1360, Height = 900 } });
            _page.SetDefaultTimeout(Patience);
            try
            {
                await _page.GotoAsync(address.ToString(), new PageGotoOptions { Timeout = PatienceToOpen });
                await _page.Locator("body[data-live]").WaitForAsync();
                return _page;
            }
            catch (TimeoutException) when (opening < Openings)
            {
                await ShouldAnswerAsync(address);
            }
        }
    }

    // A browser that hangs is given another page; a server that hangs fails the test here.
    private static async Task ShouldAnswerAsync(Uri address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(PatienceToOpen) };
        (await http.GetStringAsync(address, TestContext.Current.CancellationToken)).ShouldContain("<body");
        TestContext.Current.SendDiagnosticMessage($"{address} answers, chromium did not show it in {PatienceToOpen} ms: it is given another page.");
    }

    // With all of its context: a page that stays open goes on asking for a server that is no more.
    private async Task CloseAsync()
    {
        if (_page is { } page)
        {
            _page = null;
            await page.Context.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
