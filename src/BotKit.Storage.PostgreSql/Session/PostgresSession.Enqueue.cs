using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rows;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

internal sealed partial class PostgresSession
{
    private const int MaxRowsOfStatement = 1_000;
    private const int MaxRounds = 10;

    public override int Enqueue(IReadOnlyList<EnqueueCommand> commands)
    {
        var plain = new List<RunSubmission>();
        var keyed = new List<EnqueueCommand>();
        foreach (var command in commands)
        {
            if (_room.Take(_connection, command.Runs) is { } refused)
            {
                command.Answer(Refused(command.Runs, refused));
            }
            else if (command.Runs.Any(static run => run.Origin?.IdempotencyKey is not null))
            {
                keyed.Add(command);
            }
            else
            {
                plain.AddRange(command.Runs);
                command.Answer([.. command.Runs.Select(static run => new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId))]);
            }
        }

        if (plain is [{ Origin.Schedule: null }])
        {
            _trip.Add(EnqueueSql.One, static reader => { }, EnqueueRows.One(plain[0], Said));
            plain.Clear();
        }

        Insert(plain);
        EnqueueKeyed(keyed);
        return commands.Count;
    }

    private void Insert(IEnumerable<RunSubmission> runs)
    {
        foreach (var chunk in runs.Chunk(MaxRowsOfStatement))
        {
            var areOfSchedules = EnqueueRows.AreOfSchedules(chunk);
            _trip.Add(
                areOfSchedules ? EnqueueSql.PlainOfSchedules : EnqueueSql.Plain, static reader => { }, EnqueueRows.Parameters(chunk, Said, areOfSchedules));
        }
    }

    // Single runs share statements. A key that occurs twice: the others wait for the next round, and see the first.
    private void EnqueueKeyed(List<EnqueueCommand> commands)
    {
        var single = commands.Where(static command => command.Runs.Count == 1).ToList();
        var results = EnqueueKeyed([.. single.Select(static command => command.Runs[0])]);
        for (var i = 0; i < single.Count; i++)
        {
            single[i].Answer([results[i]]);
        }

        foreach (var command in commands.Where(static command => command.Runs.Count > 1))
        {
            EnqueueTogether(command);
        }
    }

    private void EnqueueTogether(EnqueueCommand command)
    {
        _trip.Flush();
        Execute("savepoint together");
        var results = EnqueueKeyed(command.Runs);
        var isRefused = results.Any(static result => result.Outcome is EnqueueOutcome.Conflict);
        Execute(isRefused ? "rollback to savepoint together" : "release savepoint together");
        command.Answer(results);
    }

    private EnqueueResult[] EnqueueKeyed(IReadOnlyList<RunSubmission> runs)
    {
        var results = new EnqueueResult[runs.Count];
        var places = Enumerable.Range(0, runs.Count).ToList();
        var settled = new HashSet<(string, string?)>();
        for (var idle = 0; places.Count > 0; idle++)
        {
            if (idle > MaxRounds)
            {
                throw new BotStoreException("An idempotency key changes too often.");
            }

            var first = new HashSet<(string, string?)>();
            var now = places
                .Where(place => KeyOf(runs[place]) is var key && (key.Key is null || settled.Contains(key) || first.Add(key)))
                .Take(MaxRowsOfStatement)
                .ToArray();
            var submitted = Array.ConvertAll(now, place => runs[place]);
            var areOfSchedules = EnqueueRows.AreOfSchedules(submitted);
            _trip.Add(
                areOfSchedules ? EnqueueSql.KeyedOfSchedules : EnqueueSql.Keyed,
                reader => ReadKeyed(reader, runs, now, results),
                EnqueueRows.Parameters(submitted, Said, areOfSchedules));
            _trip.Flush();
            foreach (var place in now.Where(place => results[place].ExecutionId != default))
            {
                settled.Add(KeyOf(runs[place]));
                idle = 0;
            }

            places.RemoveAll(place => results[place].ExecutionId != default);
        }

        return results;

        static (string Bot, string? Key) KeyOf(RunSubmission run) => (run.Bot, run.Origin?.IdempotencyKey);
    }

    private static void ReadKeyed(NpgsqlDataReader reader, IReadOnlyList<RunSubmission> runs, int[] places, EnqueueResult[] results)
    {
        while (reader.Read())
        {
            var place = places[reader.GetInt32(0) - 1];
            if (reader.GetBoolean(1))
            {
                results[place] = new(EnqueueOutcome.Accepted, runs[place].ExecutionId);
            }
            else if (!reader.IsDBNull(2))
            {
                results[place] = Holding(runs[place], reader.GetGuid(2), reader.Bytes(3));
            }
        }
    }

    internal static EnqueueResult Holding(RunSubmission run, Guid holder, byte[] hash)
        => holder == run.ExecutionId ? new(EnqueueOutcome.Accepted, holder)
            : new(run.Fingerprint.Span.SequenceEqual(hash) ? EnqueueOutcome.Joined : EnqueueOutcome.Conflict, holder);

    // There is no room for new runs, but perhaps these are not new.
    private EnqueueResult[] Refused(IReadOnlyList<RunSubmission> runs, bool[] refused)
    {
        var results = new EnqueueResult[runs.Count];
        using var command = new NpgsqlCommand(EnqueueSql.FindSubmitted, _connection);
        command.Parameters.AddRange(EnqueueRows.Known(runs, Said));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var place = reader.GetInt32(0) - 1;
            var run = runs[place];
            results[place] = refused[place] ? Known(run, reader) : new(EnqueueOutcome.Accepted, run.ExecutionId);
        }

        return results;
    }

    /// <summary>What a row of <see cref="EnqueueSql.FindSubmitted"/> says about a run for which there is no room.</summary>
    internal static EnqueueResult Known(RunSubmission run, NpgsqlDataReader reader)
        => !reader.IsDBNull(1) ? new(EnqueueOutcome.Accepted, run.ExecutionId)
            : !reader.IsDBNull(2) ? Holding(run, reader.GetGuid(2), reader.Bytes(3))
            : new(EnqueueOutcome.QueueFull, default);

    private void Execute(string sql)
    {
#pragma warning disable CA2100 // Constants.
        using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
