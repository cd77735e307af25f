using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rows;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

internal sealed partial class PostgresSession
{
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);
    private readonly List<(ClaimCommand Command, long? Said)> _lateClaims = [];

    public override int Claim(IReadOnlyList<ClaimCommand> commands)
    {
        foreach (var node in commands.Select(static command => command.Request.Node).Distinct().Order())
        {
            _trip.Add(ClaimSql.HoldNode, static _ => { }, Arrays.Id(node));
        }

        Lock(commands);
        _trip.Add(ClaimSql.Promote, static _ => { }, Arrays.Number(Said));
        foreach (var command in commands)
        {
            if (command.IsOutcomeUnknown && FindClaimed(command) is { Count: > 0 } claimed)
            {
                command.Answer(new ClaimBatch(claimed, command.Request.After, TimeSpan.Zero));
                continue;
            }

            _trip.Add(ClaimSql.Claim, reader => ReadClaim(reader, command), Parameters(command));
        }

        return commands.Count;
    }

    // Claims of a bot with a limit for all nodes wait for each other on its row.
    private void Lock(IReadOnlyList<ClaimCommand> commands)
    {
        var limited = commands.SelectMany(static command => command.Request.Bots)
            .Where(static slots => slots.MaxRunning is not null)
            .Select(static slots => slots.Bot)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (limited.Length == 0)
        {
            return;
        }

        if (limited.Any(bot => !_locks.Contains(bot)))
        {
            _trip.Add(ClaimSql.MakeLocks, static _ => { }, Arrays.Texts(limited));
            _locks.UnionWith(limited);
        }

        _trip.Add(ClaimSql.Lock, static _ => { }, Arrays.Texts(limited));
    }

    private NpgsqlParameter[] Parameters(ClaimCommand command)
    {
        var request = command.Request;
        var slots = request.Bots;
        var bots = new string[slots.Count];
        var free = new int[slots.Count];
        var versions = new int[slots.Count];
        var limits = new int[slots.Count];
        for (var i = 0; i < slots.Count; i++)
        {
            bots[i] = slots[i].Bot;
            free[i] = slots[i].Free;
            versions[i] = slots[i].PayloadVersion;
            limits[i] = slots[i].MaxRunning ?? 0;
        }

        return
        [
            Arrays.Number(Said), Arrays.Texts(bots), Arrays.Numbers(free), Arrays.Numbers(versions), Arrays.Numbers(limits),
            Arrays.Number(request.Free), Arrays.Flag(request.TakesLost), Arrays.Id(request.Node), Arrays.Text(request.After ?? ""),
            Arrays.Number(command.Number),
        ];
    }

    private List<ClaimedRun> FindClaimed(ClaimCommand command)
    {
        List<ClaimedRun> runs = [];
        _trip.Add(
            ClaimSql.Again,
            reader => runs = ReadRuns(reader),
            Arrays.Number(Said), Arrays.Id(command.Request.Node), Arrays.Number(command.Number));
        _trip.Flush();
        return runs;
    }

    private void ReadClaim(NpgsqlDataReader reader, ClaimCommand command)
    {
        var runs = ReadRuns(reader);
        if (runs.Count == 0)
        {
            _lateClaims.Add((command, Said));
            return;
        }

        command.Answer(new ClaimBatch(runs, Cursor(runs, command.Request.After ?? ""), TimeSpan.Zero));
        if (runs.Count >= command.Request.Free)
        {
            _dialect.HasHandsFull();
        }
    }

    // What came up empty asks, after the commit, when to look again.
    private void AnswerLateClaims()
    {
        foreach (var (command, said) in _lateClaims)
        {
            command.Answer(new ClaimBatch([], command.Request.After, FindNextDue(command, said)));
        }

        _lateClaims.Clear();
    }

    private TimeSpan? FindNextDue(ClaimCommand command, long? said)
    {
        try
        {
            using var next = new NpgsqlCommand(ClaimSql.NextDue, _connection);
            next.Parameters.Add(Arrays.Number(said));
            next.Parameters.Add(Arrays.Texts([.. command.Request.Bots.Select(static slots => slots.Bot)]));
            return next.ExecuteScalar() is long wait ? TimeSpan.FromMilliseconds(Math.Max(0, wait)) : null;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException or IOException)
        {
            // The transaction is committed, and must not be taken for undone. A worker that knows no time looks by itself.
            return null;
        }
    }

    /// <summary>The last bot on the way round from the cursor.</summary>
    private static string Cursor(List<ClaimedRun> runs, string after)
    {
        string? behind = null;
        string? ahead = null;
        foreach (var run in runs)
        {
            ref var last = ref string.CompareOrdinal(run.Bot, after) > 0 ? ref ahead : ref behind;
            if (string.CompareOrdinal(run.Bot, last) > 0)
            {
                last = run.Bot;
            }
        }

        return behind ?? ahead ?? after;
    }

    private static List<ClaimedRun> ReadRuns(NpgsqlDataReader reader)
    {
        var runs = new List<ClaimedRun>();
        while (reader.Read())
        {
            var due = reader.GetInt64(6);
            runs.Add(new ClaimedRun
            {
                ExecutionId = reader.GetGuid(0),
                Bot = reader.GetString(1),
                Fence = reader.GetInt64(2),
                Delivery = (int)reader.GetInt64(3),
                Lost = (int)reader.GetInt64(4),
                Redeliveries = (int)reader.GetInt64(5),
                DueAt = Instants.From(due),
                Waited = TimeSpan.FromMilliseconds(Math.Max(0, reader.GetInt64(7) - due)),
                Trigger = (BotTrigger)reader.GetInt64(8),
                PayloadVersion = (int)reader.GetInt64(9),
                CreatedAt = Instants.From(reader.GetInt64(10)),
                IsDryRun = reader.GetInt64(11) != 0,
                Origin = ReadOrigin(reader),
                Input = reader.Bytes(19),
            });
        }

        return runs;
    }

    private static RunOrigin? ReadOrigin(NpgsqlDataReader reader)
    {
        for (var column = 12; column <= 17; column++)
        {
            if (!reader.IsDBNull(column))
            {
                return new RunOrigin
                {
                    IdempotencyKey = reader.Text(12),
                    Caller = reader.Text(13),
                    ParentId = reader.IsDBNull(14) ? null : reader.GetGuid(14),
                    RootId = reader.IsDBNull(15) ? null : reader.GetGuid(15),
                    TraceParent = reader.Text(16),
                    Schedule = reader.Text(17),
                    ScheduledFor = reader.Instant(18),
                };
            }
        }

        return null;
    }
}
