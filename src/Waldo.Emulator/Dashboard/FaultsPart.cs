using System.Globalization;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The faults that may still happen.</summary>
internal static class FaultsPart
{
    public static Html Write(EmulatorParts parts)
    {
        var faults = parts.Faults.Active;
        return faults.Count == 0
            ? Parts.Empty("Nothing will go wrong.")
            : Html.Of($"""
                <ul class="active">{Html.Join(faults.Select(Line))}</ul>
                {Parts.Button("Remove all faults", "faults", method: "DELETE", kind: "small")}
                """);
    }

    private static Html Line(ActiveFault active)
    {
        var fault = active.Fault;
        var times = active.Remaining is { } remaining ? "× " + remaining.ToString(CultureInfo.InvariantCulture) : "until removed";
        var chance = fault.Probability < 1 ? fault.Probability.ToString("P0", CultureInfo.InvariantCulture) : "";
        var status = fault.Kind == FaultKind.Status ? fault.Status.ToString(CultureInfo.InvariantCulture) : "";
        return Html.Of($"""
            <li><span><span class="pill fault">{fault.Kind}</span> {status} <code>{fault.Method} {fault.Path ?? "*"}</code> <small>{times} {chance} · hit {active.Hits}</small></span>
            {Parts.Button("Remove", "faults/" + active.Id.ToString(CultureInfo.InvariantCulture), method: "DELETE", kind: "small")}</li>
            """);
    }
}
