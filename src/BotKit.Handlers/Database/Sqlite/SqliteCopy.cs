using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Copies a database with SQLite's online backup, then opens the copy and checks it.</summary>
internal static class SqliteCopy
{
    private const int PagesPerStep = 1024;

    /// <summary>How much of the work is copying; the rest is checking.</summary>
    private const double CopyPart = 0.5;

    public static DatabaseBackup Run(SqliteCopyRequest request, CancellationToken cancellationToken)
    {
        var expected = Copy(request, cancellationToken);
        return Verify(request, expected, cancellationToken);
    }

    private static SqliteContents Copy(SqliteCopyRequest request, CancellationToken cancellationToken)
    {
        using var source = SqliteSession.OpenReadOnly(request.Path, cancellationToken);
        // One read transaction spans the count and the copy, so both see the same rows and a writer cannot restart the copy.
        using var snapshot = source.Connection.BeginTransaction(deferred: true);
        var contents = new SqliteContents(CountRows(source.Connection, cancellationToken), Schema(source.Connection));

        using var target = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = request.Destination,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        target.Open();
        // The file has no name yet that anybody trusts, and is flushed to disk as a whole before it gets one.
        target.Execute("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF");
        CopyPages(source.Handle, target.Handle!, request.Report, cancellationToken);
        // A copy of a write-ahead-log database says that it has such a log; the backup is a single file.
        target.Execute("PRAGMA journal_mode=DELETE");
        return contents;
    }

    private static void CopyPages(sqlite3 source, sqlite3 target, Action<DatabaseProgress>? report, CancellationToken cancellationToken)
    {
        var backup = raw.sqlite3_backup_init(target, "main", source, "main");
        if (backup is null || backup.IsInvalid)
        {
            throw new SqliteFaultException(SqliteFault.Of(raw.sqlite3_errcode(target)));
        }

        int result;
        using (backup)
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                result = raw.sqlite3_backup_step(backup, PagesPerStep);
                var pages = Math.Max(1, raw.sqlite3_backup_pagecount(backup));
                report?.Invoke(new DatabaseProgress(CopyPart * (pages - raw.sqlite3_backup_remaining(backup)) / pages, "Copying"));
            }
            while (result == raw.SQLITE_OK);
        }

        if (result != raw.SQLITE_DONE)
        {
            throw new SqliteFaultException(SqliteFault.Of(result));
        }
    }

    private static DatabaseBackup Verify(SqliteCopyRequest request, SqliteContents expected, CancellationToken cancellationToken)
    {
        using var copy = SqliteSession.OpenReadOnly(request.Destination, cancellationToken);
        var problems = new SqliteProblems(capacity: 1);
        SqliteIntegrityCheck.AddPageProblems(copy.Connection, problems);
        if (problems.IsFull)
        {
            throw new SqliteFaultException(DatabaseErrorCodes.BackupUnverified, "The copy failed its integrity check; the database itself may be damaged.");
        }

        var tables = CountRows(copy.Connection, cancellationToken);
        if (!tables.SequenceEqual(expected.Tables) || !Schema(copy.Connection).SequenceEqual(expected.Schema))
        {
            throw new SqliteFaultException(DatabaseErrorCodes.BackupUnverified, "The copy does not have the rows and keys of the database.");
        }

        return new DatabaseBackup
        {
            Database = request.Database,
            File = request.File,
            Bytes = new FileInfo(request.Destination).Length,
            Tables = tables,
            Removed = [],
        };
    }

    // Tables, keys, indexes, triggers and views, each as it was declared.
    private static List<string> Schema(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name";
        using var reader = command.ExecuteReader();
        var objects = new List<string>();
        while (reader.Read())
        {
            objects.Add(reader.GetString(0));
        }

        return objects;
    }

    private static List<BackupTable> CountRows(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var tables = new List<BackupTable>();
        foreach (var name in SqliteTables.List(connection))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SqliteTables.Count(connection, name) is { } rows)
            {
                tables.Add(new BackupTable(name, rows));
            }
        }

        return tables;
    }

    private sealed record SqliteContents(List<BackupTable> Tables, List<string> Schema);
}
