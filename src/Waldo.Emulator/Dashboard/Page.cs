using Waldo.Emulator.Api;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The whole page, complete without JavaScript; the script keeps it live and gives the buttons their effect.</summary>
internal static class Page
{
    public static Html Write(EmulatorParts parts) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Waldo emulator</title>
          <link rel="icon" href="/_emulator/assets/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/_emulator/assets/dashboard.css">
          <script src="/_emulator/assets/dashboard.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#journal-title">Skip to the journal</a>
        <header>
          <div class="brand"><img src="/_emulator/assets/icon.svg" alt="" width="36" height="36">
            <div><h1>Waldo emulator</h1><small>{parts.Journal.Address} · {ResponseWriter.Version} · <span id="live" role="status">connecting</span></small></div></div>
          <div class="clock" role="group" aria-label="Clock">
            <div data-part="clock" class="reading">{ClockPart.Write(parts)}</div>
            <div class="actions">
              {Advance("+10 s", 10)}{Advance("+1 min", 60)}{Advance("+1 h", 3600)}
              {Parts.Button("Real", "clock", Parts.Json("setting", "real"), kind: "quiet")}{Parts.Button("× 100", "clock", Parts.Json("setting", "accelerated:100"), kind: "quiet")}{Parts.Button("Stop", "clock", Parts.Json("setting", "manual"), kind: "quiet", title: "The clock stands; only the buttons move it")}
            </div>
          </div>
        </header>
        <p id="message" role="alert" hidden></p>
        <main>
          <section aria-labelledby="customers-title" class="wide">
            <div class="heading"><h2 id="customers-title">Customers</h2>{Parts.Button("Reset everything", "reset", kind: "small danger", title: "Forget customers, faults, deliveries and the journal")}</div>
            <div data-part="customers">{CustomersPart.Write(parts)}</div>
          </section>
          <section aria-labelledby="keys-title"><h2 id="keys-title">Keys and tokens</h2><div data-part="keys">{KeysPart.Write(parts)}</div></section>
          <section aria-labelledby="journal-title" class="wide">
            <div class="heading"><h2 id="journal-title" tabindex="-1">Journal</h2><span><a href="/_emulator/journal/har" download="waldo-emulator.har">Download HAR</a>
            {Parts.Button("Clear", "journal", method: "DELETE", kind: "small")}</span></div>
            <div data-part="journal">{JournalPart.Write(parts)}</div>
          </section>
          <section aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2>{FaultForm}<div data-part="faults">{FaultsPart.Write(parts)}</div></section>
          <section aria-labelledby="deliveries-title" class="all"><h2 id="deliveries-title">Webhooks</h2>{TargetForm}<div data-part="deliveries">{DeliveriesPart.Write(parts)}</div></section>
        </main>
        <footer><a href="/_emulator/openapi.json">Control API</a> This is not Waldo: nothing here leaves your machine, except webhooks to the targets that you add.</footer>
        </body>
        </html>
        """);

    private static Html FaultForm => Html.Of($"""
        <form data-path="/_emulator/faults">
          <label>What <select name="kind">{Html.Join(Enum.GetNames<FaultKind>().Select(kind => Html.Of($"<option>{kind}</option>")))}</select></label>
          <label>Method <select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>WEBHOOK</option></select></label>
          <label>Path <input name="path" placeholder="any, /onboard, /history*" spellcheck="false"></label>
          <label>Times <input name="times" type="number" min="1" value="1"></label>
          <label>Status <input name="status" type="number" min="200" max="599" value="503"></label>
          <label>Delay, s <input name="delay" type="number" min="0" value="5"></label>
          <button type="submit" class="primary">Inject fault</button>
        </form>
        """);

    private static Html TargetForm => Html.Of($"""
        <form data-path="/_emulator/webhooks" class="inline">
          <label>Target <input name="target" type="url" required placeholder="http://127.0.0.1:5056/hook" spellcheck="false"></label>
          <button type="submit" class="primary">Add target</button>
        </form>
        """);

    private static Html Advance(string label, int seconds) => Parts.Button(label, "clock/advance", Parts.Json("by", seconds), kind: "primary");
}
