using System.Globalization;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Writes the pairs that a person should look at.</summary>
internal static class PossibleDuplicates
{
    private const int MaxPairs = 10_000;

    public static void Write(Stream stream, DuplicateSearch search, IReadOnlyList<ComparedColumn> columns, List<long> lines)
    {
        using var writer = new CsvRowWriter(stream);
        writer.Write(["line", "other_line", "probability", "agree", "differ"]);
        var levels = new byte[columns.Count];
        foreach (var (pair, probability) in search.Unsure.Take(MaxPairs))
        {
            ComparedPair.Decode(pair.Pattern, levels);
            writer.Write(
            [
                lines[pair.One].ToString(CultureInfo.InvariantCulture),
                lines[pair.Other].ToString(CultureInfo.InvariantCulture),
                probability.ToString("0.000", CultureInfo.InvariantCulture),
                Names(Agreement.Exact, Agreement.Close),
                Names(Agreement.Different, Agreement.Different),
            ]);
        }

        string Names(int level, int orLevel)
            => string.Join("; ", Enumerable.Range(0, levels.Length).Where(column => levels[column] == level || levels[column] == orLevel).Select(column => columns[column].Name));
    }
}
