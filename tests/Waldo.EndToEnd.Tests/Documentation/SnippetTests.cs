using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Waldo.EndToEnd.Tests.Documentation;

public sealed partial class SnippetTests
{
    public static TheoryData<string> Pages()
    {
        var root = Root();
        return [.. Directory.EnumerateFiles(root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md"))
            .Where(page => CodeBlock().IsMatch(File.ReadAllText(page)))
            .Select(page => Path.GetRelativePath(root, page))];
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_line_of_code_in_the_documentation_is_compiled(string page)
    {
        var compiled = Directory.EnumerateFiles(Folder(), "*Snippets.cs").SelectMany(File.ReadLines).Select(line => line.Trim()).ToHashSet();

        var lines = CodeBlock().Matches(File.ReadAllText(Path.Combine(Root(), page)))
            .SelectMany(block => block.Groups["code"].Value.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

        lines.Where(line => !compiled.Contains(line)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_somewhere(string page)
    {
        var full = Path.Combine(Root(), page);

        var links = Link().Matches(File.ReadAllText(full)).Select(link => link.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0);

        links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(full)!, link))).ShouldBeEmpty();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string Root() => Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    [GeneratedRegex("""^```csharp\r?\n(?<code>.*?)^```""", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("""\]\((?<target>[^)\s]+)\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
