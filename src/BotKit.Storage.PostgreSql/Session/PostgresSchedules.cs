using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rows;
using BotKit.Storage.Schedules;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

/// <summary>
/// Schedules, all of a fire at once: two statements to read, and what is written goes with the commit. Nothing is written before
/// everything is decided.
/// </summary>
internal sealed class PostgresSchedules(
    PostgresSession session, NpgsqlConnection connection, RoundTrip trip, QueueDepths depths, Action<IEnumerable<RunSubmission>> insert) : ScheduleRows
{
    private const int MaxRowsOfStatement = 1_000;

    // So many nodes can fire the schedules of one bot at once.
    private const int Nodes = 4;

    // When to look again for what is due and could not be had: it is in the hands of others.
    private const long HeldByOthers = 50;

    // Whether others fire, too: only then are more schedules looked at than are taken.
    private bool _isContended;
    private int _taken;

    public override IReadOnlyList<BotSchedule> TakeDue(ScheduleFireRequest request)
    {
        var (bots, except) = (request.Bots.Distinct(StringComparer.Ordinal).ToArray(), request.Except);
        List<BotSchedule> ended = request.Ended.Count == 0 ? [] : Read(
            ScheduleSql.TakeEnded,
            ScheduleParameters.Texts(request.Ended), ScheduleParameters.Texts(bots), ScheduleParameters.Texts(except), Arrays.Number(request.Max));
        _taken = ended.Count;
        if (ended.Count == request.Max)
        {
            return ended;
        }

        var due = Read(
            ScheduleSql.TakeDue,
            Arrays.Number((long?)session.Now),
            ScheduleParameters.Texts(bots),
            ScheduleParameters.Texts(except.Concat(ended.Select(static it => it.Definition.Id))),
            Arrays.Number(request.Max - ended.Count),
            Arrays.Number((_isContended ? Nodes : 1) * request.Max));
        _taken += due.Count;
        return ended.Count == 0 ? due : [.. ended, .. due];
    }

    public override IReadOnlyList<BotSchedule> Take(IReadOnlyList<string> ids) => Read(ScheduleSql.Take, ScheduleParameters.Texts(ids));

    public override IReadOnlyList<ScheduleFacts> Look(IReadOnlyList<BotSchedule> schedules)
    {
        var facts = new ScheduleFacts[schedules.Count];
        if (facts.Length == 0)
        {
            return facts;
        }

        using var command = Command(ScheduleSql.Look, ScheduleParameters.Texts(schedules.Select(static it => it.Definition.Id)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            facts[reader.GetInt32(0) - 1] = new ScheduleFacts(
                reader.Int(1),
                reader.Int(2),
                OccurrenceColumns.ReadOrNone(reader, session.Dialect, 3),
                OccurrenceColumns.ReadOrNone(reader, session.Dialect, 3 + OccurrenceColumns.Count));
        }

        return facts;
    }

    public override int Room(string bot, int max) => depths.Left(connection, bot, max);

    public override IReadOnlyList<BotOccurrence> Touching(string id, DateTimeOffset from, DateTimeOffset to, int count)
    {
        var found = new List<BotOccurrence>();
        using var command = Command(
            ScheduleSql.Touching,
            Arrays.Text(id), Arrays.Number(Instants.ToMilliseconds(from)), Arrays.Number(Instants.ToMilliseconds(to)), Arrays.Number(count));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(OccurrenceColumns.Read(reader, session.Dialect));
        }

        return found;
    }

    public override void Write(ScheduleWrites writes)
    {
        foreach (var chunk in writes.New.Chunk(MaxRowsOfStatement))
        {
            trip.Add(ScheduleSql.Insert, reader => ThrowIfFewer(reader, chunk.Length), ScheduleParameters.Of(chunk));
        }

        if (writes.New.Count > 0)
        {
            // Whether another node has made one at the same time must be known before the commit is on its way.
            trip.Flush();
        }

        foreach (var chunk in writes.Changed.Chunk(MaxRowsOfStatement))
        {
            trip.Add(ScheduleSql.Update, static _ => { }, ScheduleParameters.Of(chunk));
        }

        foreach (var chunk in writes.Removed.Chunk(MaxRowsOfStatement))
        {
            trip.Add(
                ScheduleSql.Remove,
                static _ => { },
                Arrays.Texts(Array.ConvertAll(chunk, static it => it.Schedule)),
                Arrays.Numbers(Array.ConvertAll(chunk, static it => Instants.ToMilliseconds(it.Due))));
        }

        foreach (var chunk in writes.Occurrences.Chunk(MaxRowsOfStatement))
        {
            trip.Add(ScheduleSql.Upsert, static _ => { }, ScheduleParameters.Of(chunk));
        }

        insert(writes.Runs);
        depths.Added(writes.Runs);
    }

    public override void ReadNext(ScheduleFireRequest request, Action<long?> read)
        => trip.Add(
            ScheduleSql.Next,
            reader => read(reader.Read() && reader.Long(0) is { } next ? Look(next, request.Max) : null),
            ScheduleParameters.Texts(request.Bots), ScheduleParameters.Texts(request.Except));

    private long Look(long next, int max)
    {
        var now = session.Now;
        var (wasContended, isLeft) = (_isContended, next <= now && _taken < max);
        _isContended = isLeft || (wasContended && next <= now);
        return isLeft && wasContended && _taken == 0 ? now + HeldByOthers : next;
    }

    private static void ThrowIfFewer(NpgsqlDataReader reader, int count)
    {
        reader.Read();
        if (reader.GetInt64(0) < count)
        {
            throw new BotStoreException("Another node made a schedule at the same time.");
        }
    }

    private List<BotSchedule> Read(string sql, params NpgsqlParameter[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        return ScheduleColumns.ReadAll(reader, session.Dialect);
    }

    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // Constants.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        return command;
    }
}
