using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>Sends each operation's input to its own validator.</summary>
internal sealed class DatabaseInputValidator : AbstractValidator<DatabaseInput>
{
    public DatabaseInputValidator()
        => RuleFor(input => input).SetInheritanceValidator(operations =>
        {
            operations.Add(new NamedDatabaseValidator<DatabaseHealthInput>());
            operations.Add(new NamedDatabaseValidator<DatabaseStatisticsInput>());
            operations.Add(new NamedDatabaseValidator<DatabaseIntegrityInput>());
            operations.Add(new NamedDatabaseValidator<DatabaseBackupInput>());
            operations.Add(new NamedDatabaseValidator<DatabaseBackupListInput>());
            operations.Add(new DatabaseRestoreInputValidator());
            operations.Add(new NamedDatabaseValidator<DatabaseIndexAdviceInput>());
            operations.Add(new DatabaseSlowStatementsInputValidator());
            operations.Add(new NamedDatabaseValidator<DatabaseQueryCatalogInput>());
            operations.Add(new DatabaseCleanUpInputValidator());
            operations.Add(new NamedDatabaseValidator<DatabaseMigrateInput>());
            operations.Add(new NamedDatabaseValidator<DatabaseOptimiseInput>());
            operations.Add(new DatabaseQueryInputValidator());
        });
}
