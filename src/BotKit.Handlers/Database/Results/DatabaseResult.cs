using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What an operation on a database gave. In JSON, <c>operation</c> says which one it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(DatabaseHealth), "health")]
[JsonDerivedType(typeof(DatabaseStatistics), "statistics")]
[JsonDerivedType(typeof(DatabaseIndexAdvice), "index-advice")]
[JsonDerivedType(typeof(DatabaseIntegrity), "integrity")]
[JsonDerivedType(typeof(DatabaseBackup), "backup")]
[JsonDerivedType(typeof(DatabaseBackupPlan), "backup-plan")]
[JsonDerivedType(typeof(DatabaseBackupList), "backups")]
[JsonDerivedType(typeof(DatabaseRestore), "restore")]
[JsonDerivedType(typeof(DatabaseRestorePlan), "restore-plan")]
[JsonDerivedType(typeof(DatabaseSlowStatements), "slow-statements")]
[JsonDerivedType(typeof(DatabaseQueryCatalog), "queries")]
[JsonDerivedType(typeof(DatabaseCleanUp), "clean-up")]
[JsonDerivedType(typeof(DatabaseCleanUpPlan), "clean-up-plan")]
[JsonDerivedType(typeof(DatabaseMigration), "migrate")]
[JsonDerivedType(typeof(DatabaseMigrationPlan), "migrate-plan")]
[JsonDerivedType(typeof(DatabaseOptimisation), "optimise")]
[JsonDerivedType(typeof(DatabaseOptimisationPlan), "optimise-plan")]
[JsonDerivedType(typeof(DatabaseQueryResult), "query")]
public abstract record DatabaseResult
{
    private protected DatabaseResult()
    {
    }

    /// <summary>The configured name of the database.</summary>
    [JsonPropertyOrder(-1)]
    public required string Database { get; init; }
}
