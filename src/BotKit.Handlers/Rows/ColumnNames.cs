using System.Globalization;

namespace BotKit.Handlers.Rows;

/// <summary>Names of columns: trimmed, never empty, each only once (whatever the case).</summary>
internal sealed class ColumnNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public void Add(string? written)
    {
        var name = written?.Trim() is { Length: > 0 } text ? text : string.Create(CultureInfo.InvariantCulture, $"column_{_names.Count + 1}");
        var unique = name;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        _names.Add(unique);
    }
}
