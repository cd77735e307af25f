using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>The rules of a restore's input. Which backups there are is known by the folder alone, so it checks the name.</summary>
internal sealed class DatabaseRestoreInputValidator : NamedDatabaseValidator<DatabaseRestoreInput>
{
    private const int MaxLength = 128;

    public DatabaseRestoreInputValidator() => RuleFor(input => input.Backup).NotEmpty().MaximumLength(MaxLength).When(input => input.Backup is not null);
}
