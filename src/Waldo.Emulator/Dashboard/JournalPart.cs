using System.Globalization;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The live journal, newest first.</summary>
internal static class JournalPart
{
    private const int Shown = 60;

    public static Html Write(EmulatorParts parts)
    {
        var entries = parts.Journal.Entries;
        return entries.Count == 0
            ? Parts.Empty("Silence. Requests to the API show up here at once.")
            : Html.Join(entries.Reverse().Take(Shown).Select(Line));
    }

    private static Html Line(JournalEntry entry) => Html.Of($"""
        <details class="card line" data-key="journal-{entry.Number}">
          <summary>
            {Parts.Time(entry.At)}
            <span class="call"><b>{entry.Method}</b> <code>{entry.Path}</code></span>
            <span class="faults">{Html.Join(entry.Faults.Select(Fault))}</span>
            <span class="code">{entry.Code}</span>
            {Status(entry.Status)}
          </summary>
          <div class="inside">
            {(entry.Reason is null ? Html.Empty : Html.Of($"<p class=\"reason\">{entry.Reason}</p>"))}
            <p><small>#{entry.Number} · {entry.Organisation ?? "not authorized"} · {entry.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms</small></p>
            {Block("Query", entry.Query)}{Block("Request", entry.RequestBody)}{Block("Answer", entry.ResponseBody)}
          </div>
        </details>
        """);

    private static Html Fault(FaultKind kind) => Html.Of($"<span class=\"pill fault\">{kind}</span>");

    private static Html Status(int status) => status == 0
        ? Html.Of($"<span class=\"status s0\">cut</span>")
        : Html.Of($"<span class=\"status s{status / 100}\">{status}</span>");

    private static Html Block(string title, string? text) =>
        string.IsNullOrEmpty(text) ? Html.Empty : Html.Of($"<h3>{title}</h3><pre tabindex=\"0\">{text}</pre>");
}
