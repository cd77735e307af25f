using System.Text.Json;
using BotKit.Handlers.Database;

namespace BotKit.Handlers;

/// <summary>
/// Looks after the configured databases: health, statistics, index advice, integrity, verified backups and restores, clean-up,
/// migrations, optimising, slow statements and named queries. In a dry run each operation that writes says what it would do.
/// Register it with <c>AddDatabaseBot</c>.
/// </summary>
/// <param name="databases">Does the work.</param>
public sealed class DatabaseBot(IDatabaseService databases) : BaseBot<DatabaseInput, DatabaseResult>
{
    private static readonly Dictionary<string, JsonElement> NoParameters = [];

    /// <inheritdoc/>
    protected override async ValueTask<DatabaseResult> ExecuteAsync(DatabaseInput input, BotContext context, CancellationToken cancellationToken)
    {
        context.Report(0, "Reading the database");
        var progress = new DatabaseProgressReport(context);
        DatabaseResult result = input switch
        {
            DatabaseHealthInput => await databases.GetHealthAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseStatisticsInput => await databases.GetStatisticsAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseIntegrityInput => await databases.CheckIntegrityAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseBackupInput when context.IsDryRun => await databases.PlanBackupAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseBackupInput => await databases.BackupAsync(input.Database, progress, cancellationToken).ConfigureAwait(false),
            DatabaseBackupListInput => await databases.ListBackupsAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseRestoreInput restore when context.IsDryRun => await databases.PlanRestoreAsync(restore.Database, restore.Backup, cancellationToken).ConfigureAwait(false),
            DatabaseRestoreInput restore => await databases.RestoreAsync(restore.Database, restore.Backup, progress, cancellationToken).ConfigureAwait(false),
            DatabaseIndexAdviceInput => await databases.AdviseIndexesAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseSlowStatementsInput slow => await databases.GetSlowStatementsAsync(slow.Database, slow.Top ?? DatabaseDefaults.SlowStatements, cancellationToken).ConfigureAwait(false),
            DatabaseQueryCatalogInput => databases.ListQueries(input.Database),
            DatabaseCleanUpInput cleanUp when context.IsDryRun => await databases.PlanCleanUpAsync(cleanUp.Database, cleanUp.Rule, cancellationToken).ConfigureAwait(false),
            DatabaseCleanUpInput cleanUp => await databases.CleanUpAsync(cleanUp.Database, cleanUp.Rule, progress, cancellationToken).ConfigureAwait(false),
            DatabaseMigrateInput when context.IsDryRun => await databases.PlanMigrateAsync(input.Database, cancellationToken).ConfigureAwait(false),
            DatabaseMigrateInput => await databases.MigrateAsync(input.Database, progress, cancellationToken).ConfigureAwait(false),
            DatabaseOptimiseInput optimise when context.IsDryRun => await databases.PlanOptimiseAsync(optimise.Database, optimise.Reindex, cancellationToken).ConfigureAwait(false),
            DatabaseOptimiseInput optimise => await databases.OptimiseAsync(optimise.Database, optimise.Reindex, progress, cancellationToken).ConfigureAwait(false),
            DatabaseQueryInput query => await databases.QueryAsync(query.Database, query.Query, query.Parameters ?? NoParameters, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
        context.Report(1, "Done");
        return result;
    }

    /// <summary>Says which of the configured databases cannot be opened.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    /// <exception cref="BotException">At least one cannot be opened.</exception>
    protected override async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(databases.Names.Select(name => databases.GetHealthAsync(name, cancellationToken).AsTask())).ConfigureAwait(false);
        var unhealthy = reports.Where(report => !report.Healthy).Select(report => report.Database).ToList();
        if (unhealthy.Count > 0)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.DatabaseUnreadable, $"Cannot be opened: {string.Join(", ", unhealthy)}.");
        }
    }
}
