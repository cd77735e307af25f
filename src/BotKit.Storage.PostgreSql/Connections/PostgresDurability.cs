using BotKit.Ledger;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Connections;

/// <summary>Reads back what makes a commit durable, on every session that commits.</summary>
internal static class PostgresDurability
{
    private const string Read =
        "select current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), pg_is_in_recovery()";

    /// <summary>Makes commits of a session durable, as far as that is its own affair, and looks whether they are.</summary>
    /// <exception cref="BotStoreException">They are not, or the server is a standby.</exception>
    public static void Ensure(NpgsqlConnection connection, PostgreSqlStoreOptions options, ILogger logger)
    {
        var (weakness, isAsynchronous, isStandby) = Check(connection);
        if (isStandby)
        {
            throw new BotStoreException("The store's server is a standby, which takes no writes.");
        }

        if (isAsynchronous)
        {
            using var command = new NpgsqlCommand("set synchronous_commit = on", connection);
            command.ExecuteNonQuery();
        }

        if (weakness is null)
        {
            return;
        }

        if (!options.AllowWeakDurability)
        {
            throw new BotStoreException(
                $"The store's server does not keep all that it commits: {weakness}. {nameof(PostgreSqlStoreOptions.AllowWeakDurability)} accepts that.");
        }

        Log.WeakDurability(logger, weakness);
    }

    private static (string? Weakness, bool IsAsynchronous, bool IsStandby) Check(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Read, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        var weakness = reader.GetString(0) is not "on" ? "fsync is off"
            : reader.GetString(1) is not "on" ? "full_page_writes is off"
            : null;
        return (weakness, reader.GetString(2) is "off", reader.GetBoolean(3));
    }
}
