using System.Data.Common;
using BotKit.Schedules;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>How an occurrence is read from <c>bot_occurrence o</c>.</summary>
internal static class OccurrenceColumns
{
    public const string All = "o.schedule, o.due, o.last_due, o.total, o.state, o.reason, o.run_id, o.is_backfill, o.recorded, o.timing";

    public const int Count = 10;

    public static BotOccurrence Read(DbDataReader row, StoreDialect dialect, int first = 0) => new()
    {
        Schedule = row.GetString(first),
        Due = Instants.From(row.GetInt64(first + 1)),
        Until = Instants.From(row.GetInt64(first + 2)),
        Count = row.Int(first + 3),
        State = (BotOccurrenceState)row.GetInt64(first + 4),
        Reason = row.Long(first + 5) is { } reason ? (BotSkipReason)reason : null,
        ExecutionId = row.Id(first + 6, dialect),
        IsBackfill = row.Bool(first + 7),
        RecordedAt = Instants.From(row.GetInt64(first + 8)),
        Timing = row.GetString(first + 9),
    };

    public static BotOccurrence? ReadOrNone(DbDataReader row, StoreDialect dialect, int first)
        => row.IsDBNull(first) ? null : Read(row, dialect, first);
}
