namespace BotKit.Handlers.Database;

/// <summary>Compares the indexes of a table with each other and with its keys.</summary>
internal static class IndexAdvisor
{
    public const int MaxFindings = 500;

    public static DatabaseIndexAdvice Advise(string database, IEnumerable<TableShape> tables, bool usageKnown, DateTimeOffset? usageSince = null)
    {
        var findings = tables.SelectMany(Find).Take(MaxFindings + 1).ToList();
        return new DatabaseIndexAdvice
        {
            Database = database,
            Findings = [.. findings.Take(MaxFindings)],
            Truncated = findings.Count > MaxFindings,
            UsageKnown = usageKnown,
            UsageSince = usageSince,
        };
    }

    private static IEnumerable<IndexFinding> Find(TableShape table)
    {
        if (!table.HasPrimaryKey)
        {
            yield return new IndexFinding { Kind = IndexFindingKind.NoPrimaryKey, Table = table.Name, Columns = [] };
        }

        foreach (var key in table.ForeignKeys.Where(key => !table.Indexes.Any(index => Covers(index, key))).DistinctBy(key => string.Join('\0', key.Columns)))
        {
            yield return new IndexFinding { Kind = IndexFindingKind.ForeignKeyWithoutIndex, Table = table.Name, Columns = key.Columns, Other = key.Target };
        }

        // The one that is needed most comes first, and is never told to go for the sake of another.
        var kept = new List<IndexShape>();
        foreach (var index in table.Indexes.OrderByDescending(index => index.BacksConstraint).ThenByDescending(index => index.Unique).ThenBy(index => index.Name, StringComparer.Ordinal))
        {
            if (kept.Find(other => IsSame(index, other)) is { } twin)
            {
                yield return Of(IndexFindingKind.Duplicate, table, index, twin);
            }
            else
            {
                kept.Add(index);
            }
        }

        foreach (var index in kept.Where(static index => !index.Unique && !index.BacksConstraint))
        {
            if (kept.Find(other => IsPrefix(index, other)) is { } longer)
            {
                yield return Of(IndexFindingKind.Redundant, table, index, longer);
            }
            else if (index.Scans == 0)
            {
                yield return Of(IndexFindingKind.Unused, table, index, null);
            }
        }
    }

    private static bool Covers(IndexShape index, ForeignKeyShape key)
        => index.Condition is null && index.Columns.Take(key.Columns.Count).ToHashSet(StringComparer.Ordinal).SetEquals(key.Columns);

    private static bool IsSame(IndexShape index, IndexShape other)
        => index.Method == other.Method
            && index.Condition == other.Condition
            && index.Keys.SequenceEqual(other.Keys)
            && index.Included.All(other.Included.Contains);

    private static bool IsPrefix(IndexShape index, IndexShape other)
        => index.Method == "btree"
            && other.Method == "btree"
            && index.Condition == other.Condition
            && index.Keys.Count < other.Keys.Count
            && index.Keys.SequenceEqual(other.Keys.Take(index.Keys.Count))
            && index.Included.All(column => other.Included.Contains(column) || other.Columns.Contains(column));

    private static IndexFinding Of(IndexFindingKind kind, TableShape table, IndexShape index, IndexShape? other)
        => new() { Kind = kind, Table = table.Name, Columns = index.Columns, Index = index.Name, Other = other?.Name };
}
