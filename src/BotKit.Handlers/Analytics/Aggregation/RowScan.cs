using SQLitePCL;

namespace BotKit.Handlers.Analytics;

/// <summary>
/// Aggregates rows in all, by steps of time and by the values of a column, in one pass over the table. It gives up when that would take too
/// much memory; then the database must do it, which sorts the rows on disk once for each.
/// </summary>
internal sealed class RowScan(IReadOnlyList<Aggregate> aggregates, bool hasSteps, bool hasGroups)
{
    private const int MaxGroups = 100_000;
    private const int MaxDistinct = 3_000_000;
    private const int RowsBetweenChecks = 4096;

    private readonly RowValues _row = new(aggregates);
    private readonly Dictionary<long, GroupState> _steps = [];
    private readonly Dictionary<ulong, (string? Value, GroupState State)> _groups = [];
    private long _distinct;

    public GroupState Total { get; } = new(aggregates);

    /// <summary>The groups by the keys of their steps.</summary>
    public IReadOnlyDictionary<long, GroupState> Steps => _steps;

    /// <summary>The groups of a column's values.</summary>
    public IEnumerable<(string? Value, GroupState State)> Groups => _groups.Values;

    /// <param name="rows">The rows.</param>
    /// <param name="aggregates">What to compute.</param>
    /// <param name="step">The key of a row's step of time, as part of a statement; <see langword="null"/> for none.</param>
    /// <param name="group">The column to group by; <see langword="null"/> for none.</param>
    /// <param name="where">Which rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The scan; <see langword="null"/> when it would take too much memory.</returns>
    public static RowScan? TryRun(
        RowTable rows, IReadOnlyList<Aggregate> aggregates, string? step, string? group, string where, CancellationToken cancellationToken)
    {
        var scan = new RowScan(aggregates, step is not null, group is not null);
        var columns = aggregates.Select(static aggregate => aggregate.Value).Prepend(group).Prepend(step).Where(static column => column is not null);
        var count = 0;
        return rows.Scan(
            $"SELECT {string.Join(", ", columns)} FROM r WHERE {where}",
            row =>
            {
                if (++count % RowsBetweenChecks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                return scan.Add(row);
            },
            cancellationToken) ? scan : null;
    }

    private bool Add(sqlite3_stmt row)
    {
        var first = (hasSteps ? 1 : 0) + (hasGroups ? 1 : 0);
        _row.Read(row, first);
        _distinct += Total.Add(_row);
        if (hasSteps)
        {
            _distinct += StepOf(row).Add(_row);
        }

        if (hasGroups)
        {
            _distinct += GroupOf(row, hasSteps ? 1 : 0).Add(_row);
        }

        return _distinct <= MaxDistinct && _steps.Count + _groups.Count <= MaxGroups;
    }

    private GroupState StepOf(sqlite3_stmt row)
    {
        var key = raw.sqlite3_column_int64(row, 0);
        if (!_steps.TryGetValue(key, out var state))
        {
            _steps[key] = state = new(aggregates);
        }

        return state;
    }

    private GroupState GroupOf(sqlite3_stmt row, int column)
    {
        var isNull = raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL;
        var key = isNull ? 0 : Fingerprint.Of(raw.sqlite3_column_blob(row, column)) | 1;
        if (!_groups.TryGetValue(key, out var known))
        {
            _groups[key] = known = (isNull ? null : raw.sqlite3_column_text(row, column).utf8_to_string(), new(aggregates));
        }

        return known.State;
    }
}
