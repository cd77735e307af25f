using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using FluentValidation;
using FluentValidation.Results;

namespace BotKit.Validation;

/// <summary>Says FluentValidation's failures of one input in BotKit's words.</summary>
internal sealed class FailureTranslation(JsonTypeInfo? contract, object input)
{
    private const int MaxMessageLength = 1024;
    private IReadOnlyCollection<string>? _secrets;

    private IReadOnlyCollection<string> Secrets => _secrets ??= contract is null ? [] : SensitiveTexts.Collect(input, contract);

    public IReadOnlyList<BotFieldError> Translate(List<ValidationFailure> failures)
    {
        var problems = new List<BotFieldError>(Math.Min(failures.Count, FieldCodes.MaxProblems));
        foreach (var failure in failures)
        {
            if (failure.Severity == Severity.Error && problems.Count < FieldCodes.MaxProblems)
            {
                problems.Add(Translate(failure));
            }
        }

        return problems;
    }

    private BotFieldError Translate(ValidationFailure failure)
    {
        var (path, isSensitive) = MemberPath.FromProperties(failure.PropertyName, contract, input);
        var code = RuleCodes.Of(failure.ErrorCode);
        var message = failure.ErrorMessage ?? "";
        // Without a contract nothing says which members are sensitive, so none is quoted.
        var mustHide = isSensitive || contract is null || Tells(message);
        return new BotFieldError(path, mustHide ? RuleSentences.Of(code) : Shorten(message), code);
    }

    private bool Tells(string message)
    {
        foreach (var secret in Secrets)
        {
            if (message.Contains(secret, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Shorten(string message) => message.Length <= MaxMessageLength ? message : message[..MaxMessageLength] + "…";
}
