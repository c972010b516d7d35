using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Waldo.EndToEnd.Tests.Browser;

/// <summary>Holds a page against the rules of WCAG, as axe checks them.</summary>
internal static class Accessibility
{
    // What passes is counted, not described: with its nodes it takes half as long again.
    private static readonly HashSet<ResultType> Violations = [ResultType.Violations];

    /// <summary>Contrast, names, roles and order.</summary>
    public static async Task AuditAsync(IPage page)
    {
        var audit = await page.RunAxe(new AxeRunOptions { ResultTypes = Violations });
        audit.Passes.Length.ShouldBeGreaterThan(15);
        Broken(audit).ShouldBeEmpty();
    }

    /// <summary>Contrast alone: the one rule that other colours can break.</summary>
    public static async Task AuditContrastAsync(IPage page)
    {
        var audit = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast"), ResultTypes = Violations });
        audit.Passes.Length.ShouldBe(1);
        Broken(audit).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(AxeResult audit) =>
        audit.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"));
}
