using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>
/// What the database bot is asked to do. In JSON, <c>operation</c> says which:
/// <c>{"operation":"statistics","database":"chinook"}</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(DatabaseHealthInput), "health")]
[JsonDerivedType(typeof(DatabaseStatisticsInput), "statistics")]
[JsonDerivedType(typeof(DatabaseIndexAdviceInput), "index-advice")]
[JsonDerivedType(typeof(DatabaseIntegrityInput), "integrity")]
[JsonDerivedType(typeof(DatabaseBackupInput), "backup")]
[JsonDerivedType(typeof(DatabaseBackupListInput), "backups")]
[JsonDerivedType(typeof(DatabaseRestoreInput), "restore")]
[JsonDerivedType(typeof(DatabaseSlowStatementsInput), "slow-statements")]
[JsonDerivedType(typeof(DatabaseQueryCatalogInput), "queries")]
[JsonDerivedType(typeof(DatabaseCleanUpInput), "clean-up")]
[JsonDerivedType(typeof(DatabaseMigrateInput), "migrate")]
[JsonDerivedType(typeof(DatabaseOptimiseInput), "optimise")]
[JsonDerivedType(typeof(DatabaseQueryInput), "query")]
public abstract record DatabaseInput
{
    private protected DatabaseInput()
    {
    }

    /// <summary>The configured name of the database; its case does not matter.</summary>
    public required string Database { get; init; }
}
