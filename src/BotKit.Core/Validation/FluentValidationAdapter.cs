using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using FluentValidation;
using FluentValidation.Results;

namespace BotKit.Validation;

/// <summary>Lets FluentValidation check inputs: always asynchronously, with JSON paths, stable codes, and no sensitive value in a message.</summary>
internal sealed class FluentValidationAdapter<TInput>(IValidator<TInput> validator, JsonTypeInfo? contract) : IBotValidator<TInput>
{
    private static readonly IReadOnlyList<BotFieldError> NoProblems = [];
    private static readonly IReadOnlyList<BotFieldError> NoInput = InputDiagnosis.NoInput.Problems;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(TInput input, CancellationToken cancellationToken)
    {
        if (input is null)
        {
            return new ValueTask<IReadOnlyList<BotFieldError>>(NoInput);
        }

        var validation = validator.ValidateAsync(input, cancellationToken);
        return validation.IsCompletedSuccessfully
            ? new ValueTask<IReadOnlyList<BotFieldError>>(ProblemsOf(validation.Result, input))
            : AwaitAsync(validation, input);
    }

    private async ValueTask<IReadOnlyList<BotFieldError>> AwaitAsync(Task<ValidationResult> validation, TInput input)
        => ProblemsOf(await validation.ConfigureAwait(false), input);

    private IReadOnlyList<BotFieldError> ProblemsOf(ValidationResult result, TInput input)
        => result.IsValid ? NoProblems : new FailureTranslation(contract, input!).Translate(result.Errors);
}
