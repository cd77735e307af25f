using System.Text.RegularExpressions;

namespace BotKit.Core.Tests.Docs;

public sealed partial class LinkTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "docs");

    [Fact]
    public void Contents_OfTheDocs_NameEveryPage()
    {
        var pages = Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories)
            .Select(page => Path.GetRelativePath(Folder, page).Replace('\\', '/'))
            .Where(page => page != "README.md");

        Targets(Path.Combine(Folder, "README.md")).Where(target => target.EndsWith(".md", StringComparison.Ordinal) && !target.StartsWith("..", StringComparison.Ordinal))
            .Should().BeEquivalentTo(pages);
    }

    [Fact]
    public void Links_OfTheDocs_LeadSomewhere()
    {
        var broken = Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories)
            .SelectMany(page => Targets(page).Where(target => !Exists(page, target)).Select(target => $"{Path.GetFileName(page)}: {target}"));

        broken.Should().BeEmpty();
    }

    private static IEnumerable<string> Targets(string page)
        => Link().Matches(File.ReadAllText(page)).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && File.ReadLines(file).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1]);
    }

    /// <summary>The fragment that a heading is linked by: lower case, hyphens for spaces, no other punctuation.</summary>
    private static string Anchor(string heading)
        => NoPartOfAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoPartOfAnchor();
}
