using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Analytics;

/// <summary>An operation whose statements are compiled: it asks a table of rows.</summary>
internal abstract class Analysis
{
    /// <summary>The times of the rows it needs.</summary>
    public abstract ResolvedPeriod Reads { get; }

    public abstract AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken);

    /// <summary>A value of a result, absent where it is no finite number.</summary>
    protected static double? Value(SqliteDataReader reader, int column)
        => !reader.IsDBNull(column) && reader.GetDouble(column) is var value && double.IsFinite(value) ? value : null;

    protected static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    protected static double?[] Values(SqliteDataReader reader, int from, int count)
    {
        var values = new double?[count];
        for (var at = 0; at < count; at++)
        {
            values[at] = Value(reader, from + at);
        }

        return values;
    }
}
