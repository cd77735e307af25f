using System.Globalization;

namespace BotKit.Handlers.Rows;

/// <summary>Names of columns: trimmed, never empty, at most 200 characters, each only once (whatever the case).</summary>
internal sealed class ColumnNames
{
    private const int MaxLength = 200;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    /// <summary>What is kept of a name.</summary>
    public static string Cut(string name)
        => name.Length <= MaxLength ? name : name[..(char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    public void Add(string? written)
    {
        var name = written?.Trim() is { Length: > 0 } text ? Cut(text) : string.Create(CultureInfo.InvariantCulture, $"column_{_names.Count + 1}");
        var unique = name;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        _names.Add(unique);
    }
}
