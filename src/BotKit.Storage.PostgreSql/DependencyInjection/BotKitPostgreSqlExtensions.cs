using BotKit;
using BotKit.Execution;
using BotKit.DependencyInjection;
using BotKit.Storage.DependencyInjection;
using BotKit.Storage.PostgreSql;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts BotKit's ledger and queue into PostgreSQL.</summary>
public static class BotKitPostgreSqlExtensions
{
    private const string Name = "PostgreSQL";

    /// <summary>
    /// Keeps runs, queue, keys, states and all else in a PostgreSQL database, which several processes may share. Its tables are
    /// made and brought up to date at start. A second call changes nothing but the options.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="connectionString">The database, as Npgsql takes it.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The connection string is empty or malformed.</exception>
    public static IBotKitBuilder UsePostgreSql(
        this IBotKitBuilder builder, string connectionString, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _ = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        var options = builder.Services.AddOptionsWithValidateOnStart<PostgreSqlOptions, PostgreSqlOptionsValidator>(Name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        StoreServices.Add(
            builder.Services,
            Name,
            provider => new PostgresDialect(
                connectionString,
                Options(provider),
                provider.GetRequiredService<TimeProvider>(),
                CoreServices.LoggerOf(provider, "BotKit.Storage.PostgreSql")),
            Options);
        return builder;
    }

    private static PostgreSqlOptions Options(IServiceProvider provider)
        => provider.GetRequiredService<IOptionsMonitor<PostgreSqlOptions>>().Get(Name);
}
