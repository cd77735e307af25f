using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Keeping;
using BotKit.Storage.Recovery;
using BotKit.Storage.Rollups;
using BotKit.Storage.Runs;
using BotKit.Storage.Schedules;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Storage.Sqlite;

/// <summary>The one writer's connection: every command is a few prepared statements, and the commit is what costs.</summary>
internal sealed class SqliteSession : StoreSession
{
    // No transaction lasts longer than 100 ms, so that a heartbeat never waits for long.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(80);

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _timeProvider;
    private readonly QueueRoom _room = new();
    private readonly SqliteClaim _claim;
    private long _begun;
    private long _now;

    public SqliteSession(SqliteDialect dialect, SqliteConnection connection, TallyBook tallies, TimeProvider timeProvider)
        : base(dialect, connection, tallies)
    {
        _connection = connection;
        _timeProvider = timeProvider;
        _claim = new SqliteClaim(this);
        Schedules = new RowByRowSchedules(this, _room);
    }

    public override long Now => _now;

    public override ScheduleRows Schedules { get; }

    public override bool IsOverdue => TimeProvider.System.GetElapsedTime(_begun) > Budget;

    public override void Begin()
    {
        Execute("begin immediate");
        _begun = TimeProvider.System.GetTimestamp();
        _now = _timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>Called after each commit, by a test that loses its answer.</summary>
    public Action? Committed { get; init; }

    public override void Commit()
    {
        if (!File.Exists(_connection.DataSource))
        {
            // What is committed into a file without a name is gone with this process.
            throw new BotStoreException($"The file {_connection.DataSource} was deleted or moved away.");
        }

        Execute("commit");
        Committed?.Invoke();
    }

    public override void Rollback()
    {
        _room.Forget();
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _ = raw.sqlite3_exec(_connection.Handle, "rollback");
        }
    }

    public override int Beat(IReadOnlyList<BeatCommand> commands)
        => Each(commands, (session, command) => command.Answer(NodeStatements.Beat(session, command.Node)));

    public override int End(IReadOnlyList<EndCommand> commands) => Each(commands, RunCompletion.End);

    public override int Release(IReadOnlyList<ReleaseCommand> commands) => Each(commands, RunReleasing.Release);

    public override int Log(IReadOnlyList<LogCommand> commands)
        => Each(commands, static (session, command) => LogWrites.Write(session, command.Part));

    public override int Record(IReadOnlyList<RecordCommand> commands) => Each(commands, RunRecording.Record);

    public override int BeginRuns(IReadOnlyList<BeginCommand> commands) => Each(commands, RunBeginning.Begin);

    public override int Enqueue(IReadOnlyList<EnqueueCommand> commands)
        => Each(commands, (session, command) => RunEnqueuing.Enqueue(session, command, _room));

    public override int Claim(IReadOnlyList<ClaimCommand> commands) => Each(commands, (_, command) => command.Answer(_claim.Claim(command)));

    protected override Statement Prepare(string sql) => new SqliteStatement(_connection, sql);

    private int Each<T>(IReadOnlyList<T> commands, Action<StoreSession, T> execute)
    {
        for (var i = 0; i < commands.Count; i++)
        {
            execute(this, commands[i]);
            if (IsOverdue)
            {
                return i + 1;
            }
        }

        return commands.Count;
    }

    private void Execute(string sql)
    {
        var result = raw.sqlite3_exec(_connection.Handle, sql);
        SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
