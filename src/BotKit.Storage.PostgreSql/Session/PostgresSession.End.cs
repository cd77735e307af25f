using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Keeping;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rows;
using BotKit.Storage.Runs;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

internal sealed partial class PostgresSession
{
    private const int EndedNow = 1;
    private const int EndedBefore = 2;

    private bool _hasEnds;

    private readonly List<EndCommand> _doubtful = [];

    // The last transaction expected all its runs to end, and one did not.
    private bool _isCautious;

    public override int End(IReadOnlyList<EndCommand> commands)
    {
        AddLogs(EndRows.Logs(commands));
        if (_isCautious || commands.Any(static command => command.IsOutcomeUnknown))
        {
            _trip.Add(EndSql.End, reader => ReadEnds(reader, commands), EndRows.Parameters(commands, Said));
            _hasEnds = true;
            return commands.Count;
        }

        // Nearly always all of them end, and then one round trip does it, roll-ups and commit included.
        _trip.Add(EndSql.EndAll, static _ => { }, EndRows.Parameters(commands, Said));
        var minute = Instants.MinuteOf(_dialect.Estimate());
        foreach (var command in commands)
        {
            var outcome = command.Outcome;
            Tallies.Add(outcome.Bot, minute, outcome.Status, outcome.Attempts > 0 ? outcome.Duration : null);
            command.Answer(true);
        }

        return commands.Count;
    }

    private void ReadEnds(NpgsqlDataReader reader, IReadOnlyList<EndCommand> commands)
    {
        var counted = new HashSet<Guid>();
        while (reader.Read())
        {
            var command = commands[reader.GetInt32(0) - 1];
            var verdict = reader.GetInt32(1);
            command.Answer(verdict is EndedNow or EndedBefore);
            if (!command.Answered && command.IsOutcomeUnknown)
            {
                _doubtful.Add(command);
            }

            var outcome = command.Outcome;
            if (verdict == EndedNow && counted.Add(outcome.ExecutionId))
            {
                Tallies.Add(
                    outcome.Bot,
                    Instants.MinuteOf(reader.GetInt64(2)),
                    outcome.Status,
                    outcome.Attempts > 0 ? outcome.Duration : null);
            }
        }
    }

    // The commit that was not answered may have come while this one waited for its rows: the statement's snapshot is older.
    private void LookAgain()
    {
        foreach (var command in _doubtful)
        {
            var outcome = command.Outcome;
            command.Answer(Sql(RunCompletion.FindEnd).Set("id", outcome.ExecutionId).Set("fence", outcome.Fence)
                .Set("status", (long)outcome.Status).Any());
        }

        _doubtful.Clear();
    }

    public override int Release(IReadOnlyList<ReleaseCommand> commands)
    {
        AddLogs(commands.Select(static command => command.Release.Logs).OfType<RunLogPart>());
        var late = new List<ReleaseCommand>();
        _trip.Add(ReleaseSql.Release, reader => ReadReleases(reader, commands, late), ReleaseRows(commands));
        _trip.Flush();
        // What was asked to end, is direct, or was given back before.
        foreach (var command in late)
        {
            RunReleasing.Release(this, command);
        }

        foreach (var command in commands)
        {
            if (command.Answered && command.Release.Checkpoint is { } checkpoint)
            {
                CheckpointStatements.Write(this, command.ExecutionId, command.Release.Fence, checkpoint);
            }
        }

        return commands.Count;
    }

    private static void ReadReleases(NpgsqlDataReader reader, IReadOnlyList<ReleaseCommand> commands, List<ReleaseCommand> late)
    {
        while (reader.Read())
        {
            var command = commands[reader.GetInt32(0) - 1];
            if (reader.GetBoolean(1))
            {
                command.Answer(true);
            }
            else
            {
                late.Add(command);
            }
        }
    }

    private NpgsqlParameter[] ReleaseRows(IReadOnlyList<ReleaseCommand> commands)
    {
        var count = commands.Count;
        var ids = new Guid[count];
        var fences = new long[count];
        var reasons = new int[count];
        var dues = new long?[count];
        var delays = new long[count];
        var started = new long?[count];
        var attempts = new int[count];
        var codes = new string?[count];
        for (var i = 0; i < count; i++)
        {
            var release = commands[i].Release;
            ids[i] = release.ExecutionId;
            fences[i] = release.Fence;
            reasons[i] = (int)release.Reason;
            dues[i] = Instants.ToMilliseconds(release.DueAt);
            delays[i] = release.Delay <= TimeSpan.Zero ? 0 : (long)Math.Ceiling(release.Delay.TotalMilliseconds);
            started[i] = release.StartedAt == default ? null : Instants.ToMilliseconds(release.StartedAt);
            attempts[i] = release.Attempts;
            codes[i] = Words.Clean(release.Error?.Code);
        }

        return
        [
            Arrays.Number(Said), Arrays.Ids(ids), Arrays.Numbers(fences), Arrays.Numbers(reasons), Arrays.Numbers(dues),
            Arrays.Numbers(delays), Arrays.Numbers(started), Arrays.Numbers(attempts), Arrays.Texts(codes),
        ];
    }
}
