using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

/// <summary>Rolls minutes up into hours. An hour is rolled up once, an hour after it ended, when every writer has written its minutes.</summary>
internal static class HourRollups
{
    private const int Delay = 1;
    private const string Rolled = "rolled_hour";
    private const string Kept = "minutes_from_hour";

    private const string FindMeta = "select value from bot_meta where name = @name";

    private const string SetMeta = """
        insert into bot_meta (name, value) values (@name, @value)
        on conflict (name) do update set value = excluded.value where bot_meta.value < excluded.value
        """;

    private const string FirstMinute = "select min(minute) from bot_rollup where minute >= @from";

    private const string ReadHour = $"select bot, {TallyStatements.Columns} from bot_rollup where minute >= @from and minute < @to";

    private const string WriteHour = $"""
        insert into bot_rollup_hour (hour, bot, {TallyStatements.Columns}) values (@hour, @bot, @c0, @c1, @c2, @c3, @c4, @c5, @c6, @latency)
        on conflict (hour, bot) do update set c0 = excluded.c0, c1 = excluded.c1, c2 = excluded.c2, c3 = excluded.c3,
         c4 = excluded.c4, c5 = excluded.c5, c6 = excluded.c6, latency = excluded.latency
        """;

    private const string DeleteHour = "delete from bot_rollup where minute >= @from and minute < @to";

    /// <summary>Rolls up the oldest hour that is due.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool RollNext(StoreSession session, int unused)
    {
        var from = (session.Sql(FindMeta).Set("name", Rolled).Number() ?? -1) + 1;
        if (session.Sql(FirstMinute).Set("from", from * 60).Number() is not { } minute
            || minute / 60 is var hour && hour > LastDue(session))
        {
            return false;
        }

        foreach (var (bot, tally) in Read(session, hour))
        {
            TallyStatements.Set(session.Sql(WriteHour).Set("hour", hour).Set("bot", bot), tally).Execute();
        }

        session.Sql(SetMeta).Set("name", Rolled).Set("value", hour).Execute();
        return true;
    }

    /// <summary>Deletes the minutes of the oldest hour that is past its time and rolled up.</summary>
    public static int DropMinutes(StoreSession session, RetentionOptions options)
    {
        var end = (Instants.MinuteOf(session.Now) - (long)options.MinuteRollups.TotalMinutes) / 60;
        if (session.Sql(FirstMinute).Set("from", 0L).Number() is not { } minute
            || minute / 60 is var hour && (hour >= end || hour > (session.Sql(FindMeta).Set("name", Rolled).Number() ?? -1)))
        {
            return 0;
        }

        var deleted = session.Sql(DeleteHour).Set("from", hour * 60).Set("to", (hour + 1) * 60).Execute();
        session.Sql(SetMeta).Set("name", Kept).Set("value", hour + 1).Execute();
        return deleted;
    }

    private static long LastDue(StoreSession session) => (Instants.MinuteOf(session.Now) / 60) - 1 - Delay;

    private static Dictionary<string, Tally> Read(StoreSession session, long hour)
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        using var reader = session.Sql(ReadHour).Set("from", hour * 60).Set("to", (hour + 1) * 60).Query();
        while (reader.Read())
        {
            var bot = reader.GetString(0);
            if (!tallies.TryGetValue(bot, out var tally))
            {
                tallies.Add(bot, tally = new Tally());
            }

            tally.Add(TallyStatements.Read(reader, 1));
        }

        return tallies;
    }
}
