using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>The rules of the input for slow statements.</summary>
internal sealed class DatabaseSlowStatementsInputValidator : NamedDatabaseValidator<DatabaseSlowStatementsInput>
{
    public DatabaseSlowStatementsInputValidator() => RuleFor(input => input.Top).InclusiveBetween(1, 100);
}
