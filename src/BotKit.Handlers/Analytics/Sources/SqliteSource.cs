using System.Data.Common;
using BotKit.Handlers.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Analytics;

/// <summary>A statement on a SQLite file, which is opened read-only; the statement can read rows and nothing else.</summary>
internal sealed class SqliteSource(DatasetOptions dataset, TimeText times, TimeProvider timeProvider) : SqlSource(dataset, times, timeProvider)
{
    private const int LockWaitSeconds = 5;

    public override string Kind => DatasetProvider.Sqlite;

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var text = new SqliteConnectionStringBuilder(Dataset.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = LockWaitSeconds,
        };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                // Also loads the schema, while its own statements are not yet subject to the authorizer.
                command.CommandText = "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; SELECT count(*) FROM sqlite_schema";
                await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }

            _ = raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_ATTACHED, 0);
            raw.sqlite3_set_authorizer(connection.Handle, SqliteReadAuthorizer.Authorize, null);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override ValueTask<DbTransaction?> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => default;
}
