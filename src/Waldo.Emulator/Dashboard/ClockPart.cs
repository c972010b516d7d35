using System.Globalization;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The clock: the page lets it tick by the factor between two looks.</summary>
internal static class ClockPart
{
    public static Html Write(EmulatorParts parts)
    {
        var now = parts.Clock.GetUtcNow();
        var setting = parts.Clock.Setting;
        return Html.Of($"""
            <span id="clock" data-now="{now.ToUnixTimeMilliseconds()}" data-factor="{setting.Factor}">{now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}</span>
            <span class="setting">{setting}</span>
            """);
    }
}
