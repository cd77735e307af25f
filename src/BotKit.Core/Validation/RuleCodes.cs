using System.Text.Json;

namespace BotKit.Validation;

/// <summary>BotKit's codes of FluentValidation's rules.</summary>
internal static class RuleCodes
{
    private const string Suffix = "Validator";

    /// <summary>The code of a failure: a rule's name becomes snake_case, a code that the author chose stays as it is.</summary>
    public static string Of(string? errorCode) => errorCode switch
    {
        null or "" or "PredicateValidator" or "AsyncPredicateValidator" => "invalid",
        "ExactLengthValidator" => "length",
        "MinimumLengthValidator" => "min_length",
        "MaximumLengthValidator" => "max_length",
        "RegularExpressionValidator" => "pattern",
        "StringEnumValidator" => "enum",
        "InclusiveBetweenValidator" or "ExclusiveBetweenValidator" => "range",
        "ScalePrecisionValidator" => "precision",
        _ when errorCode.EndsWith(Suffix, StringComparison.Ordinal) && errorCode.Length > Suffix.Length && char.IsUpper(errorCode[0])
            => JsonNamingPolicy.SnakeCaseLower.ConvertName(errorCode[..^Suffix.Length]),
        _ => errorCode,
    };
}
