using BotKit.Storage.Dialect;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

/// <summary>A connection of the pool for as long as something is read.</summary>
internal sealed class PostgresReader(PostgresDialect dialect, NpgsqlConnection connection) : StoreConnection(dialect, connection)
{
    public override long Now => dialect.Estimate();
}
