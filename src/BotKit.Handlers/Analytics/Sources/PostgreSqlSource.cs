using System.Data;
using System.Data.Common;
using Npgsql;

namespace BotKit.Handlers.Analytics;

/// <summary>A statement on PostgreSQL, in a transaction that can only read.</summary>
internal sealed class PostgreSqlSource(DatasetOptions dataset, TimeText times, TimeProvider timeProvider) : SqlSource(dataset, times, timeProvider)
{
    public override string Kind => DatasetProvider.PostgreSql;

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var text = new NpgsqlConnectionStringBuilder(Dataset.ConnectionString) { Pooling = false, ApplicationName = "BotKit analytics" };
        var connection = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override async ValueTask<DbTransaction?> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = "SET TRANSACTION READ ONLY";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return transaction;
    }
}
