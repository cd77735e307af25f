using BotKit;
using BotKit.Handlers;
using BotKit.Handlers.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the database bot.</summary>
public static class DatabaseBotBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="DatabaseBot"/> under the name <c>database</c>, for the databases of a configuration section. Unknown
    /// keys and bad values stop the host at start, all of them listed at once. Databases can also be added in code with
    /// <c>Configure&lt;DatabasesOptions&gt;</c>. A registered <see cref="IDatabaseService"/> is used as it is.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="databases">The section whose children are the databases' names, such as <c>Databases</c>.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>database</c> is taken.</exception>
    public static IBotBuilder AddDatabaseBot(this IBotKitBuilder builder, IConfiguration databases)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(databases);
        var services = builder.Services;
        services.AddOptions<DatabasesOptions>().Configure(options => DatabasesConfiguration.Read(databases, options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DatabasesOptions>, DatabasesOptionsValidator>());
        services.TryAddSingleton<DatabaseCatalog>();
        services.TryAddSingleton(static provider => new InProcessSqliteHost(Clock(provider)));
        services.TryAddSingleton(static provider => new ProbeSqliteHost(
            ProbeCommand.Locate(), DatabaseDefaults.ProbeLimit, Clock(provider), Logger<ProbeSqliteHost>(provider)));
        services.TryAddSingleton(static provider => new SqliteEngine(
            provider.GetRequiredService<InProcessSqliteHost>(), provider.GetRequiredService<ProbeSqliteHost>(), Clock(provider)));
        services.TryAddSingleton<PostgresConnections>();
        services.TryAddSingleton(static provider => new PostgresTools(Clock(provider), Logger<PostgresTools>(provider)));
        services.TryAddSingleton(static provider => new PostgresEngine(
            provider.GetRequiredService<PostgresConnections>(), provider.GetRequiredService<PostgresTools>(), Clock(provider)));
        services.TryAddSingleton(static provider => new Backups(Clock(provider), Logger<Backups>(provider)));
        services.TryAddSingleton<IDatabaseService>(static provider => new DatabaseService(
            provider.GetRequiredService<DatabaseCatalog>(),
            provider.GetRequiredService<SqliteEngine>(),
            provider.GetRequiredService<PostgresEngine>(),
            provider.GetRequiredService<Backups>(),
            Clock(provider)));
        return builder
            .UseJson(DatabaseJson.Default)
            .AddBot<DatabaseBot>("database", "Looks after databases: health, statistics, integrity, backups, named queries")
            .Validate<DatabaseInputValidator>();
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
