namespace BotKit.Handlers.Content;

/// <summary>Lists that come with the assembly.</summary>
internal static class WordFile
{
    /// <summary>The lines that are no comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(WordFile).Assembly.GetManifestResourceStream($"BotKit.Handlers.Content.{name}")
            ?? throw new InvalidOperationException($"The list {name} is missing in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
