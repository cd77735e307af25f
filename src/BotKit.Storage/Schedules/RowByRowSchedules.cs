using BotKit.Schedules;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;
using BotKit.Storage.Runs;

namespace BotKit.Storage.Schedules;

/// <summary>Schedules of a database whose statements cost no way: one for each row, prepared once. Nobody else writes.</summary>
internal sealed class RowByRowSchedules(StoreSession session, QueueRoom room) : ScheduleRows
{
    private const string FindOne = $"select {ScheduleColumns.All} from bot_schedule s where s.id = @id";

    private const string FindDue = """
        select id, wake_at from bot_schedule where bot = @bot and wake_at <= @now order by wake_at limit @count
        """;

    private const string CountOpen = """
        select (select count(*) from bot_queue where schedule = @id), (select count(*) from bot_occurrence where schedule = @id and state = 1)
        """;

    private const string FindLatest = $"select {OccurrenceColumns.All} from bot_occurrence o where o.schedule = @id order by o.due desc limit 1";

    private const string FindWaiting = $"select {OccurrenceColumns.All} from bot_occurrence o where o.schedule = @id and o.state = 1 order by o.due limit 1";

    private const string FindTouching = $"""
        select {OccurrenceColumns.All} from bot_occurrence o
        where o.schedule = @id and o.due <= @to and o.last_due >= @from order by o.due limit @count
        """;

    private const string RemoveOne = "delete from bot_occurrence where schedule = @id and due = @due";

    public override int Chunk => 50;

    public override IReadOnlyList<BotSchedule> TakeDue(ScheduleFireRequest request)
    {
        var (bots, except) = (request.Bots.ToHashSet(StringComparer.Ordinal), request.Except.ToHashSet(StringComparer.Ordinal));
        var taken = Take([.. request.Ended.Where(id => !except.Contains(id)).Distinct(StringComparer.Ordinal)])
            .Where(it => bots.Contains(it.Definition.Bot) && !(it.IsRetired && it.WakeAt is null)).Take(request.Max).ToList();
        except.UnionWith(taken.Select(static it => it.Definition.Id));
        var due = bots.SelectMany(bot => Next(bot, session.Now, request.Max, except)).OrderBy(static it => it.WakeAt).ThenBy(static it => it.Id, StringComparer.Ordinal);
        taken.AddRange(Take([.. due.Take(request.Max - taken.Count).Select(static it => it.Id)]));
        return taken;
    }

    public override IReadOnlyList<BotSchedule> Take(IReadOnlyList<string> ids)
    {
        var found = new List<BotSchedule>(ids.Count);
        foreach (var id in ids)
        {
            using var reader = session.Sql(FindOne).Set("id", id).Query();
            if (reader.Read())
            {
                found.Add(ScheduleColumns.Read(reader, session.Dialect));
            }
        }

        return found;
    }

    public override IReadOnlyList<ScheduleFacts> Look(IReadOnlyList<BotSchedule> schedules)
    {
        var facts = new ScheduleFacts[schedules.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            var id = schedules[i].Definition.Id;
            int open, waiting;
            using (var reader = session.Sql(CountOpen).Set("id", id).Query())
            {
                reader.Read();
                (open, waiting) = (reader.Int(0), reader.Int(1));
            }

            facts[i] = new ScheduleFacts(open, waiting, waiting == 0 ? null : FindOccurrence(FindWaiting, id), FindOccurrence(FindLatest, id));
        }

        return facts;
    }

    public override int Room(string bot, int max) => room.Left(session, bot, max);

    public override IReadOnlyList<BotOccurrence> Touching(string id, DateTimeOffset from, DateTimeOffset to, int count)
    {
        var found = new List<BotOccurrence>();
        using var reader = session.Sql(FindTouching).Set("id", id).Set("from", Instants.ToMilliseconds(from)).Set("to", Instants.ToMilliseconds(to))
            .Set("count", count).Query();
        while (reader.Read())
        {
            found.Add(OccurrenceColumns.Read(reader, session.Dialect));
        }

        return found;
    }

    public override void Write(ScheduleWrites writes)
    {
        writes.New.ForEach(it => ScheduleRowWrites.Insert(session, it.After));
        writes.Changed.ForEach(it => ScheduleRowWrites.Update(session, it));
        writes.Removed.ForEach(it => session.Sql(RemoveOne).Set("id", it.Schedule).Set("due", Instants.ToMilliseconds(it.Due)).Execute());
        writes.Occurrences.ForEach(it => ScheduleRowWrites.Write(session, it));
        foreach (var run in writes.Runs)
        {
            if (RunInsert.Write(session, run, Instants.Due(session.Now, run.DueAt, run.Delay), null))
            {
                room.Added(run.Bot);
            }
        }
    }

    public override void ReadNext(ScheduleFireRequest request, Action<long?> read)
    {
        var except = request.Except.ToHashSet(StringComparer.Ordinal);
        read(request.Bots.SelectMany(bot => Next(bot, long.MaxValue, 1, except)).Select(static it => (long?)it.WakeAt).Min());
    }

    public override void Mark() => session.Sql("savepoint schedules").Execute();

    public override void Undo()
    {
        session.Sql("rollback to schedules").Execute();
        room.Forget();
    }

    private List<(string Id, long WakeAt)> Next(string bot, long until, int count, HashSet<string> except)
    {
        var found = new List<(string, long)>();
        using var reader = session.Sql(FindDue).Set("bot", bot).Set("now", until).Set("count", (long)count + except.Count).Query();
        while (found.Count < count && reader.Read())
        {
            var id = reader.GetString(0);
            if (!except.Contains(id))
            {
                found.Add((id, reader.GetInt64(1)));
            }
        }

        return found;
    }

    private BotOccurrence? FindOccurrence(string sql, string id)
    {
        using var reader = session.Sql(sql).Set("id", id).Query();
        return reader.Read() ? OccurrenceColumns.Read(reader, session.Dialect) : null;
    }
}
