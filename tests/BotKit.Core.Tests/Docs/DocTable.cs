namespace BotKit.Core.Tests.Docs;

/// <summary>A table of the documentation, without the marks of its cells.</summary>
internal static class DocTable
{
    /// <summary>Reads the one table whose header row reads so.</summary>
    public static IReadOnlyList<string[]> Read(string document, string header)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", document));
        var starts = Enumerable.Range(0, lines.Length).Where(line => lines[line] == header).ToList();
        starts.Should().ContainSingle($"docs/{document} has one table '{header}'");
        return [.. lines.Skip(starts[0] + 2).TakeWhile(static line => line.StartsWith('|')).Select(Cells)];
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(static cell => cell.Replace("`", "").Trim())];
}
