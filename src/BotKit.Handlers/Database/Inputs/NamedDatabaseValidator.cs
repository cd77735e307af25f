using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>The rules of every operation: a database is named, and its name could be one.</summary>
internal class NamedDatabaseValidator<TInput> : AbstractValidator<TInput>
    where TInput : DatabaseInput
{
    public NamedDatabaseValidator() => RuleFor(input => input.Database).NotEmpty().MaximumLength(DatabaseName.MaxLength);
}
