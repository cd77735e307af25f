using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Storage.PostgreSql.Connections;
using BotKit.Storage.PostgreSql.Hot;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Wake;

/// <summary>Renews leases on a connection outside the pool, on the thread that asks.</summary>
internal sealed class PostgresHeart(PostgresConnections connections) : IDisposable
{
    private const string Renew = $"""
        with b as (
         update bot_node set beat = beat + 1, beat_at = coalesce($2, {Clock.Now}) where id = $1 and state = 0 returning 1)
        select null::uuid from b
        union all
        select id from bot_queue where owner = $1 and state = 2 and cancel <> 0
        """;

    private readonly Lock _gate = new();
    private NpgsqlConnection? _connection;

    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    public NodeBeat Beat(Guid node, long? now)
    {
        lock (_gate)
        {
            try
            {
                if (_connection is null)
                {
                    _connection = connections.CreateApart();
                    _connection.Open();
                }

                return Beat(_connection, node, now);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException or IOException)
            {
                Dispose();
                throw new BotStoreException("The lease could not be renewed.", exception);
            }
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static NodeBeat Beat(NpgsqlConnection connection, Guid node, long? now)
    {
        using var command = new NpgsqlCommand(Renew, connection);
        command.Parameters.Add(Arrays.Id(node));
        command.Parameters.Add(Arrays.Number(now));
        using var reader = command.ExecuteReader();
        var isAccepted = false;
        List<Guid>? cancels = null;
        while (reader.Read())
        {
            if (reader.IsDBNull(0))
            {
                isAccepted = true;
            }
            else
            {
                (cancels ??= []).Add(reader.GetGuid(0));
            }
        }

        return new NodeBeat(isAccepted, isAccepted && cancels is not null ? cancels : []);
    }
}
