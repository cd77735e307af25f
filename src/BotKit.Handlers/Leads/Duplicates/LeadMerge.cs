using System.Globalization;
using System.Text.Json;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Makes one lead of each group, and remembers what it was made of.</summary>
internal sealed class LeadMerge(string[] columns, List<string?[]> rows, List<long> lines, List<List<int>> groups, LeadSurvivor survivor)
{
    public const string GroupColumn = "lead_group";

    /// <summary>Writes each person once, where the first of the group was.</summary>
    public void Write(Stream stream)
    {
        using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
        writer.Write(AddedColumn.Header(columns, GroupColumn));
        var groupOf = new Dictionary<int, int>();
        for (var group = 0; group < groups.Count; group++)
        {
            groups[group].ForEach(row => groupOf.Add(row, group));
        }

        var written = new string?[columns.Length + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            if (!groupOf.TryGetValue(row, out var group))
            {
                rows[row].CopyTo(written, 0);
                written[^1] = null;
                writer.Write(written);
            }
            else if (groups[group][0] == row)
            {
                Merge(groups[group]).CopyTo(written, 0);
                written[^1] = (group + 1).ToString(CultureInfo.InvariantCulture);
                writer.Write(written);
            }
        }
    }

    /// <summary>Writes all leads of the groups as they were, each on a line of its own with the number of its group.</summary>
    public void WriteUndo(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var row in groups[group])
            {
                WriteOriginal(json, group + 1, row);
                json.Flush();
                json.Reset();
                stream.WriteByte((byte)'\n');
            }
        }
    }

    private void WriteOriginal(Utf8JsonWriter json, int group, int row)
    {
        json.WriteStartObject();
        json.WriteNumber("group", group);
        json.WriteNumber("line", lines[row]);
        json.WriteStartObject("values");
        for (var column = 0; column < columns.Length; column++)
        {
            if (rows[row][column] is { } value)
            {
                json.WriteString(columns[column], value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The values of the lead that stays, and for each that it lacks the one of the next best lead that has it.</summary>
    private string?[] Merge(List<int> group)
    {
        var order = survivor switch
        {
            LeadSurvivor.First => group,
            LeadSurvivor.Last => Enumerable.Reverse(group),
            _ => group.OrderByDescending(row => rows[row].Count(static value => MissingWords.Clean(value) is not null)),
        };
        var merged = new string?[columns.Length];
        foreach (var row in order)
        {
            for (var column = 0; column < merged.Length; column++)
            {
                merged[column] = MissingWords.Clean(merged[column]) is null ? rows[row][column] ?? merged[column] : merged[column];
            }
        }

        return merged;
    }
}
