using System.Text.Json;
using FluentValidation;

namespace BotKit.Handlers.Database;

/// <summary>The rules of a query's input. Which parameters there are is known by the query alone, so it checks their names.</summary>
internal sealed class DatabaseQueryInputValidator : NamedDatabaseValidator<DatabaseQueryInput>
{
    private const int MaxParameters = 100;

    public DatabaseQueryInputValidator()
    {
        RuleFor(input => input.Query).NotEmpty().MaximumLength(DatabaseName.MaxLength);
        RuleFor(input => input.Parameters)
            .Must(static parameters => parameters!.Count <= MaxParameters)
            .WithMessage($"There must be at most {MaxParameters} parameters.")
            .Must(static parameters => parameters!.Values.All(IsScalar))
            .WithMessage("Each parameter must be a number, a text, true, false or null.")
            .When(input => input.Parameters is not null);
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Undefined);
}
