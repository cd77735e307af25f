using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>A SQLite file, which has one lock for all writers: a step that holds it beyond the budget is interrupted and taken back.</summary>
internal sealed class SqliteOptimisingTarget : IOptimisingTarget
{
    private const int IncrementalMode = 2;
    private const string IncrementalVacuum = "PRAGMA incremental_vacuum(256)";
    private const string Checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";

    /// <summary>The least part of the file that must be free before it is worth building it anew.</summary>
    private const double WorthIt = 0.05;

    private readonly DatabaseEntry _entry;
    private readonly SqliteSession _session;
    private readonly TimeProvider _timeProvider;

    private SqliteOptimisingTarget(DatabaseEntry entry, SqliteSession session, TimeProvider timeProvider)
    {
        _entry = entry;
        _session = session;
        _timeProvider = timeProvider;
    }

    public static SqliteOptimisingTarget Open(DatabaseEntry entry, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var session = SqliteSession.OpenReadWrite(entry.Path, cancellationToken);
        // VACUUM attaches the file that it builds.
        _ = raw.sqlite3_limit(session.Handle, raw.SQLITE_LIMIT_ATTACHED, 1);
        // A sample of each index is enough for the planner, and short.
        session.Connection.Execute("PRAGMA analysis_limit=1000");
        _ = raw.sqlite3_busy_timeout(session.Handle, (int)entry.Options.LockBudget.TotalMilliseconds);
        return new SqliteOptimisingTarget(entry, session, timeProvider);
    }

    public ValueTask<IReadOnlyList<OptimisingTask>> PlanAsync(bool reindex, CancellationToken cancellationToken)
    {
        var connection = _session.Connection;
        var tasks = new List<OptimisingTask>();
        if (reindex)
        {
            tasks.AddRange(Names(connection, "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name LIMIT 5000")
                .Select(static name => new OptimisingTask(OptimisingTask.Reindex, name, $"REINDEX main.{SqliteStatements.Quote(name)}")));
        }

        tasks.AddRange(Names(connection, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name LIMIT 1000")
            .Select(static name => new OptimisingTask(OptimisingTask.Analyze, name, $"ANALYZE main.{SqliteStatements.Quote(name)}")));
        var free = connection.ReadInteger("PRAGMA freelist_count");
        if (free > 0 && free >= WorthIt * connection.ReadInteger("PRAGMA page_count"))
        {
            var incremental = connection.ReadInteger("PRAGMA auto_vacuum") == IncrementalMode;
            tasks.Add(new OptimisingTask(OptimisingTask.Vacuum, _entry.Name, incremental ? IncrementalVacuum : "VACUUM main"));
        }

        return ValueTask.FromResult<IReadOnlyList<OptimisingTask>>(tasks);
    }

    public ValueTask<OptimisationOutcome> RunAsync(OptimisingTask task, CancellationToken cancellationToken)
        => ValueTask.FromResult(task switch
        {
            { Step: OptimisingTask.Vacuum, Sql: not IncrementalVacuum } when !HasRoom() => OptimisationOutcome.NoSpace,
            { Step: OptimisingTask.Vacuum } => Vacuum(task.Sql, cancellationToken),
            _ => Execute(task.Sql, cancellationToken),
        });

    public ValueTask<long> MeasureAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new FileInfo(_entry.Path).Length);

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    private OptimisationOutcome Vacuum(string sql, CancellationToken cancellationToken)
    {
        OptimisationOutcome outcome;
        long free;
        do
        {
            free = _session.Connection.ReadInteger("PRAGMA freelist_count");
            outcome = Execute(sql, cancellationToken);
        }
        while (sql == IncrementalVacuum && outcome == OptimisationOutcome.Done && _session.Connection.ReadInteger("PRAGMA freelist_count") is > 0 and var left && left < free);

        // The file itself becomes smaller when the log is empty; with readers about it is later.
        if (_session.Connection.ReadText("PRAGMA journal_mode") == "wal")
        {
            _ = Execute(Checkpoint, cancellationToken);
        }

        return outcome;
    }

    private OptimisationOutcome Execute(string sql, CancellationToken cancellationToken)
    {
        int result;
        using (_session.InterruptAfter(_entry.Options.LockBudget, _timeProvider))
        {
            // Not a command of the driver, which would go on trying when the file is locked.
            result = raw.sqlite3_exec(_session.Handle, sql);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return (result & 0xff) switch
        {
            raw.SQLITE_OK => OptimisationOutcome.Done,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => OptimisationOutcome.Busy,
            raw.SQLITE_INTERRUPT => OptimisationOutcome.OverBudget,
            raw.SQLITE_FULL => OptimisationOutcome.NoSpace,
            _ => throw new SqliteException(string.Create(CultureInfo.InvariantCulture, $"SQLite answered {result}."), result),
        };
    }

    // The new file and its journal.
    private bool HasRoom() => new BackupFolder(Path.GetDirectoryName(_entry.Path)!, "").FreeBytes() > 2 * new FileInfo(_entry.Path).Length;

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
