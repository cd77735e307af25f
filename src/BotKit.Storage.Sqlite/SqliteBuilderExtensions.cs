using BotKit;
using BotKit.Storage.DependencyInjection;
using BotKit.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses SQLite as the store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Keeps runs, queue, logs, states and everything else in a SQLite file instead of this process's memory: what was accepted
    /// survives the end of the process. The file is made when it is not there. One process owns it at a time; a second one does
    /// not start.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="connectionString">Such as <c>Data Source=botkit.db</c>; of its words only <c>Data Source</c>, a file's path, and <c>Password</c> are used.</param>
    /// <param name="configure">Changes the options, or <see langword="null"/>. Defaults: 4 readers, 20,000 rows that may wait, 10,000 written in the background.</param>
    /// <remarks>
    /// Calling it again only adds to the options. The host does not start with invalid options or a connection string without a file
    /// (<see cref="InvalidOperationException"/>, <see cref="OptionsValidationException"/>), with another store chosen as well, or when the
    /// file is in use by another process, on a network file system, or of a newer BotKit (<see cref="BotKit.Ledger.BotStoreException"/>).
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is empty.</exception>
    public static IBotKitBuilder UseSqlite(this IBotKitBuilder builder, string connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = builder.Services.AddOptions<SqliteStoreOptions>().Configure(options => options.ConnectionString = connectionString);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>());
        StoreServices.Add(
            builder.Services,
            SqliteDialect.StoreName,
            static provider => new SqliteDialect(
                provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            static provider => provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value);
        return builder;
    }
}
