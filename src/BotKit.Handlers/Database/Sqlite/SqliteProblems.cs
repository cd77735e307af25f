using System.Text;

namespace BotKit.Handlers.Database;

/// <summary>A bounded list of problems, each one line without control characters: their words come from the file.</summary>
internal sealed class SqliteProblems(int capacity)
{
    private const int MaxLength = 300;

    private readonly List<string> _problems = [];

    public IReadOnlyList<string> List => _problems;

    public bool IsFull => _problems.Count >= capacity;

    /// <summary>Adds each line of a message, without SQLite's "ok" and headings.</summary>
    public void AddLines(string message)
    {
        foreach (var line in message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line != "ok" && !line.StartsWith("***", StringComparison.Ordinal))
            {
                Add(line);
            }
        }
    }

    public void Add(string problem)
    {
        if (IsFull)
        {
            return;
        }

        var text = new StringBuilder(Math.Min(problem.Length, MaxLength));
        foreach (var character in problem.AsSpan(0, Math.Min(problem.Length, MaxLength)))
        {
            text.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        _problems.Add(text.ToString());
    }
}
