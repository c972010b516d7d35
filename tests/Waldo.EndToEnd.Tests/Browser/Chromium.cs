using Microsoft.Playwright;

namespace Waldo.EndToEnd.Tests.Browser;

/// <summary>Debian's chromium, driven by Playwright; Playwright's own browser download is never used.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Milliseconds; only a machine that is busy with other tests needs them.
    private const float Patience = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

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
            // Containers run as root, where chromium's own sandbox does not start; it only ever visits the emulator.
            Args = ["--no-sandbox"],
        });
    }

    /// <summary>Opens a page, or skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(Uri address, ColorScheme colours = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, "There is no chromium on this machine. Install it with: apt-get install -y chromium");
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = 1360, Height = 900 },
        });
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await page.GotoAsync(address.ToString());
        await page.Locator("body[data-live]").WaitForAsync();
        return page;
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
