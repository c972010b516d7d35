using Microsoft.Playwright;

namespace Waldo.EndToEnd.Tests.Dashboard;

/// <summary>Keeps pictures of pages where WALDO_SCREENSHOTS names a folder; those in docs/images are made this way.</summary>
internal static class Screenshots
{
    public static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WALDO_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name.ToLowerInvariant() + ".png"), FullPage = true });
        }
    }
}
