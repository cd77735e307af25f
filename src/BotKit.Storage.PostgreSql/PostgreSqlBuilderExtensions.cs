using BotKit;
using BotKit.DependencyInjection;
using BotKit.Storage.DependencyInjection;
using BotKit.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses PostgreSQL as the store.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Keeps runs, queue, logs, states and everything else in a PostgreSQL database, which several processes may share: what was
    /// accepted survives the end of any of them. Its tables are made and brought up to date at start, beside nodes that are at work.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="connectionString">The database, as Npgsql takes it, such as <c>Host=db;Database=app;Username=app</c>.</param>
    /// <param name="configure">
    /// Changes the options, or <see langword="null"/>. Defaults: schema <c>botkit</c>, migrated at start, 20,000 rows that may wait, 10,000
    /// written in the background.
    /// </param>
    /// <remarks>
    /// Calling it again only adds to the options. The host does not start with invalid options (<see cref="OptionsValidationException"/>),
    /// with a <c>Maximum Pool Size</c> below 4 or another store chosen as well (<see cref="InvalidOperationException"/>), or when the server
    /// cannot be reached within 5 s, is a standby, does not keep what it commits, or has the schema of a newer BotKit
    /// (<see cref="BotKit.Ledger.BotStoreException"/>).
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is empty.</exception>
    public static IBotKitBuilder UsePostgreSql(
        this IBotKitBuilder builder, string connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = builder.Services.AddOptions<PostgreSqlStoreOptions>().Configure(options => options.ConnectionString = connectionString);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlStoreOptions>, PostgreSqlStoreOptionsValidator>());
        StoreServices.Add(
            builder.Services,
            PostgresDialect.StoreName,
            static provider => new PostgresDialect(
                Options(provider),
                provider.GetRequiredService<TimeProvider>(),
                CoreServices.LoggerOf(provider, "BotKit.Storage.PostgreSql")),
            Options);
        return builder;
    }

    private static PostgreSqlStoreOptions Options(IServiceProvider provider)
        => provider.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value;
}
