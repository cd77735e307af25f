namespace BotKit.Handlers.Leads;

/// <summary>Lists that come with the assembly, one entry on each line.</summary>
internal static class WordList
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream($"BotKit.Handlers.Leads.{name}")
            ?? throw new InvalidOperationException($"The list {name} is missing in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    public static HashSet<string> Set(string name) => new(Lines(name), StringComparer.OrdinalIgnoreCase);
}
