using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Keeping;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rollups;
using BotKit.Storage.Rows;
using BotKit.Storage.Runs;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

internal sealed partial class PostgresSession
{
    public override int Log(IReadOnlyList<LogCommand> commands)
    {
        AddLogs(commands.Select(static command => command.Part));
        return commands.Count;
    }

    public override int BeginRuns(IReadOnlyList<BeginCommand> commands)
    {
        foreach (var node in commands.Select(static command => command.Node).Distinct().Order())
        {
            _trip.Add(ClaimSql.HoldNode, static _ => { }, Arrays.Id(node));
        }

        _trip.Flush();
        // Keys are locked in one order on every node.
        foreach (var command in commands.OrderBy(static command => command.Run.Bot, StringComparer.Ordinal)
            .ThenBy(static command => command.Run.Origin?.IdempotencyKey, StringComparer.Ordinal))
        {
            RunBeginning.Begin(this, command);
        }

        return commands.Count;
    }

    public override int Record(IReadOnlyList<RecordCommand> commands)
    {
        _trip.Add(BehindSql.Record, reader => ReadRecorded(reader, commands), RecordRows(commands));
        _hasEnds = true;
        return commands.Count;
    }

    public override void WriteTallies()
    {
        if (_hasEnds)
        {
            // What is counted is known when the server has answered.
            _hasEnds = false;
            _trip.Flush();
            LookAgain();
        }

        if (Tallies.AddedRefusals.Count > 0)
        {
            _trip.Flush();
            TallyStatements.WriteRefusalTotals(this);
        }

        if (Tallies.Added.Count > 0)
        {
            LoadTallies();
            _trip.Add(BehindSql.WriteTallies, static _ => { }, TallyRows());
        }
    }

    private void LoadTallies()
    {
        var missing = Tallies.Added.Keys.Where(key => Tallies.Total(key) is null).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        // None is set before all are read: a total that was not read must not become the base of the next one.
        var totals = new Dictionary<(string, long), Tally>();
        using var command = new NpgsqlCommand(BehindSql.ReadTallies, _connection);
        command.Parameters.Add(Arrays.Numbers(Array.ConvertAll(missing, static key => key.Minute)));
        command.Parameters.Add(Arrays.Texts(Array.ConvertAll(missing, static key => key.Bot)));
        command.Parameters.Add(Arrays.Id(Tallies.Writer));
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                totals[(reader.GetString(1), reader.GetInt64(0))] = TallyStatements.Read(reader, 2);
            }
        }

        foreach (var key in missing)
        {
            Tallies.Load(key, totals.GetValueOrDefault(key) ?? new Tally());
        }
    }

    private NpgsqlParameter[] TallyRows()
    {
        var count = Tallies.Added.Count;
        var minutes = new long[count];
        var bots = new string[count];
        var counts = new long[Tally.Statuses][];
        var latencies = new byte[count][];
        for (var status = 0; status < counts.Length; status++)
        {
            counts[status] = new long[count];
        }

        var row = 0;

        // In one order on every node.
        foreach (var (key, added) in Tallies.Added.OrderBy(static pair => pair.Key.Bot, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Minute))
        {
            var total = new Tally();
            total.Add(Tallies.Total(key)!);
            total.Add(added);
            minutes[row] = key.Minute;
            bots[row] = key.Bot;
            latencies[row] = total.Latency.ToBytes();
            for (var status = 0; status < counts.Length; status++)
            {
                counts[status][row] = total.Counts[status];
            }

            row++;
        }

        return
        [
            Arrays.Numbers(minutes), Arrays.Texts(bots), Arrays.Id(Tallies.Writer), .. counts.Select(Arrays.Numbers), Arrays.Bytes(latencies),
        ];
    }

    private void AddLogs(IEnumerable<RunLogPart> all)
    {
        var parts = all.ToList();
        foreach (var empty in parts.Where(static part => part.Rows.Count == 0 && part.Dropped > 0))
        {
            _trip.Flush();
            LogWrites.Write(this, empty);
        }

        foreach (var chunk in parts.SelectMany(static part => part.Rows.Select((row, place) => (Part: part, Row: row, Place: place))).Chunk(MaxRowsOfStatement))
        {
            _trip.Add(
                BehindSql.Log,
                static _ => { },
                Arrays.Ids(Array.ConvertAll(chunk, static line => line.Part.ExecutionId)),
                Arrays.Texts(Array.ConvertAll(chunk, static line => line.Part.Bot)),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => line.Part.Fence)),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => (long)line.Row.Sequence)),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => Instants.ToMilliseconds(line.Row.At))),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => (int)line.Row.Level)),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => line.Row.EventId)),
                Arrays.Texts(Array.ConvertAll(chunk, static line => Words.Clean(line.Row.Category))),
                Arrays.Texts(Array.ConvertAll(chunk, static line => Words.Clean(line.Row.Message))),
                Arrays.Texts(Array.ConvertAll(chunk, static line => Words.Clean(line.Row.Code))),
                Arrays.Numbers(Array.ConvertAll(chunk, static line => line.Place == line.Part.Rows.Count - 1 ? line.Part.Dropped : (long?)null)));
        }
    }

    private void ReadRecorded(NpgsqlDataReader reader, IReadOnlyList<RecordCommand> commands)
    {
        var added = new HashSet<Guid>();
        while (reader.Read())
        {
            added.Add(reader.GetGuid(0));
        }

        foreach (var command in commands)
        {
            var run = command.Run;
            if (added.Remove(run.ExecutionId))
            {
                Tallies.Add(
                    run.Bot,
                    Instants.MinuteOf(Instants.ToMilliseconds(run.CreatedAt + run.Duration)),
                    run.Status ?? BotStatus.Failed,
                    run.Attempts > 0 ? run.Duration : null);
            }
        }
    }

    private static NpgsqlParameter[] RecordRows(IReadOnlyList<RecordCommand> commands)
    {
        var runs = commands.Select(static command => command.Run).ToArray();
        return
        [
            Arrays.Ids(Of(static run => run.ExecutionId)), Arrays.Texts(Of(static run => run.Bot)),
            Arrays.Numbers(Of(static run => (int)run.Trigger)), Arrays.Numbers(Of(static run => run.Priority)),
            Arrays.Numbers(Of(static run => Instants.ToMilliseconds(run.CreatedAt))), Arrays.Numbers(Of(static run => run.PayloadVersion)),
            Arrays.Numbers(Of(static run => run.IsDryRun ? 1 : 0)), Arrays.Texts(Of(static run => Words.Clean(run.Origin?.IdempotencyKey))),
            Arrays.Texts(Of(static run => Words.Clean(run.Origin?.Caller))), Arrays.Ids(Of(static run => run.Origin?.ParentId)),
            Arrays.Ids(Of(static run => run.Origin?.RootId)), Arrays.Texts(Of(static run => Words.Clean(run.TraceId))),
            Arrays.Texts(Of(static run => Words.Clean(run.Origin?.TraceParent))), Arrays.Bytes(Of(static run => Arrays.Payload(run.Input))),
            Arrays.Numbers(Of(static run => (int)(run.Status ?? BotStatus.Failed))), Arrays.Numbers(Of(static run => Instants.ToMilliseconds(run.CreatedAt))),
            Arrays.Numbers(Of(static run => Instants.ToMilliseconds(run.CreatedAt + run.Duration))), Arrays.Numbers(Of(static run => run.Duration.Ticks)),
            Arrays.Numbers(Of(static run => run.Attempts)), Arrays.Bytes(Of(static run => Arrays.Payload(run.Output))),
            Arrays.Texts(Of(static run => Words.Clean(run.Error?.Code))), Arrays.Texts(Of(static run => Words.Clean(ErrorText.Write(run.Error)))),
        ];

        T[] Of<T>(Func<StoredRun, T> column) => Array.ConvertAll(runs, run => column(run));
    }
}
