using Waldo.Client;
using Waldo.Emulator.Evaluations;
using Waldo.Emulator.Server;

#pragma warning disable xUnit1051 // The page shows the calls as a reader would write them.

namespace Waldo.Emulator.Tests.Documentation;

/// <summary>docs/emulator.md must say what is there: its C# is compiled here, its lists are compared.</summary>
public sealed class EmulatorDocTests
{
    [Fact]
    public async Task The_test_of_the_page_passes()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { Clock = ClockSetting.Manual });
        using var waldo = emulator.CreateClient();

        var onboarded = await waldo.OnboardAsync(Customer("kyc-review"));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));

        var evaluated = await waldo.GetCustomerAsync(onboarded.CustomerId!);
        evaluated!.Validation!.Kyc.ShouldBe(KycOutcome.Review);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    [Fact]
    public async Task The_rules_and_faults_of_the_page_are_taken()
    {
        await using var emulator = await WaldoEmulator.StartAsync();

        emulator.Rules.Add(new OutcomeRule { Field = "lastName", Value = "Review", Kyc = "REVIEW", FraudScore = 0.5 });
        emulator.Rules.Add(new OutcomeRule { Field = "email", Value = "broken*", Fails = true });
        emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard" });
        emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = TimeSpan.FromSeconds(7), Times = 3 });
        emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDuplicate, Path = "/onboard/completed" });

        (emulator.Rules.All.Count, emulator.Faults.Active.Count).ShouldBe((2, 3));
    }

    [Fact]
    public void Every_line_of_CSharp_on_the_page_is_compiled_here()
    {
        var compiled = File.ReadAllText(ThisFile());
        var lines = File.ReadAllText(Page()).Split("```csharp\n").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n')).Select(line => line.Trim())
            .Where(line => line.Length > 0).ToList();

        lines.Count.ShouldBeGreaterThan(10);
        lines.Where(line => !compiled.Contains(line, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_fault_scenario_and_option_is_on_the_page()
    {
        var page = File.ReadAllText(Page());

        Enum.GetNames<FaultKind>().Where(kind => !page.Contains($"`{kind}`", StringComparison.Ordinal)).ShouldBeEmpty();
        Scenario.All.Where(scenario => !page.Contains($"`{scenario.Name}`", StringComparison.Ordinal)).ShouldBeEmpty();
        ServerTexts.Help.Split('\n').Select(line => line.TrimStart().Split(' ')[0]).Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Where(option => !page.Contains($"`{option}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static OnboardRequest Customer(string externalId) => Mara.As(externalId);

    private static string ThisFile() => InRepository("tests/Waldo.Emulator.Tests/Documentation/EmulatorDocTests.cs");

    private static string Page() => InRepository("docs/emulator.md");

    private static string InRepository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Waldo.Client.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, path);
    }
}
