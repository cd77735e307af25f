using BotKit;
using BotKit.Handlers;

namespace Studio.Bots;

public sealed class DatabaseCare(IBot<DatabaseInput, DatabaseResult> databases)
{
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        #region snippet: database-care
        var backup = await Do<DatabaseBackup>(new DatabaseBackupInput { Database = "shop" });
        var pending = await Do<DatabaseMigrationPlan>(new DatabaseMigrateInput { Database = "shop" }, dryRun: true);
        if (pending.Pending.Count > 0)
        {
            await Do<DatabaseMigration>(new DatabaseMigrateInput { Database = "shop" });
        }

        await Do<DatabaseCleanUp>(new DatabaseCleanUpInput { Database = "shop", Rule = "old-events" });
        await Do<DatabaseOptimisation>(new DatabaseOptimiseInput { Database = "shop" });
        var integrity = await Do<DatabaseIntegrity>(new DatabaseIntegrityInput { Database = "shop" });
        if (!integrity.Healthy)
        {
            // Into a new file or database beside the damaged one.
            var restored = await Do<DatabaseRestore>(new DatabaseRestoreInput { Database = "shop", Backup = backup.File });
            Console.WriteLine($"Restored into {restored.Target}: {restored.Tables.Sum(table => table.Rows)} rows.");
        }

        async Task<T> Do<T>(DatabaseInput input, bool dryRun = false)
            where T : DatabaseResult
            => (await databases.RunAsync(input, new BotRunOptions { DryRun = dryRun }, cancellationToken)).Data as T ?? throw new InvalidOperationException("The run failed.");
        #endregion

        return backup.File;
    }
}
