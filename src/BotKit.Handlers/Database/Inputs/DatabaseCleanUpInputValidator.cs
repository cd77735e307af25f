using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>The rules of a clean-up's input. Which rules of retention there are is known by configuration alone.</summary>
internal sealed class DatabaseCleanUpInputValidator : NamedDatabaseValidator<DatabaseCleanUpInput>
{
    public DatabaseCleanUpInputValidator()
        => RuleFor(input => input.Rule).NotEmpty().MaximumLength(DatabaseName.MaxLength).When(input => input.Rule is not null);
}
