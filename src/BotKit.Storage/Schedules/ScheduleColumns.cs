using System.Data.Common;
using BotKit.Schedules;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>How a schedule is read from <c>bot_schedule s</c>.</summary>
internal static class ScheduleColumns
{
    public const string All = """
        s.id, s.bot, s.source, s.definition, s.input, s.declared, s.declared_input, s.anchor, s.created, s.changed, s.changed_by, s.revision,
         s.is_retired, s.pause_reason, s.pause_by, s.pause_since, s.pause_until, s.next_due, s.wake_at, s.watermark, s.last_run, s.last_run_due
        """;

    public static BotSchedule Read(DbDataReader row, StoreDialect dialect)
    {
        var (id, bot) = (row.GetString(0), row.GetString(1));
        return new BotSchedule
        {
            Definition = ScheduleText.Read(id, bot, row.GetString(3), row.Bytes(4)),
            Source = (BotScheduleSource)row.GetInt64(2),
            Declared = row.Text(5) is { } declared ? ScheduleText.Read(id, bot, declared, row.Bytes(6)) : null,
            Anchor = Instants.From(row.GetInt64(7)),
            CreatedAt = Instants.From(row.GetInt64(8)),
            ChangedAt = Instants.From(row.GetInt64(9)),
            ChangedBy = row.Text(10),
            Revision = row.GetInt64(11),
            IsRetired = row.Bool(12),
            Pause = row.IsDBNull(15)
                ? null
                : new BotPause(row.Text(13) ?? "", row.Text(14) ?? "", Instants.From(row.GetInt64(15)), row.Instant(16)),
            NextDue = row.Instant(17),
            WakeAt = row.Instant(18),
            Watermark = row.Instant(19),
            LastRun = row.Id(20, dialect),
            LastRunDue = row.Instant(21),
        };
    }

    public static List<BotSchedule> ReadAll(DbDataReader reader, StoreDialect dialect)
    {
        var schedules = new List<BotSchedule>();
        while (reader.Read())
        {
            schedules.Add(Read(reader, dialect));
        }

        return schedules;
    }
}
