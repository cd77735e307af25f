using System.Collections.Frozen;
using System.Text.Json;

namespace BotKit.Validation;

/// <summary>BotKit's codes of FluentValidation's rules.</summary>
internal static class RuleCodes
{
    private const string Suffix = "Validator";
    private const string Unnamed = "invalid";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        [""] = Unnamed,
        ["PredicateValidator"] = Unnamed,
        ["AsyncPredicateValidator"] = Unnamed,
        ["ExactLengthValidator"] = "length",
        ["MinimumLengthValidator"] = "min_length",
        ["MaximumLengthValidator"] = "max_length",
        ["RegularExpressionValidator"] = "pattern",
        ["StringEnumValidator"] = "enum",
        ["InclusiveBetweenValidator"] = "range",
        ["ExclusiveBetweenValidator"] = "range",
        ["ScalePrecisionValidator"] = "precision",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of a failure: a rule's name becomes snake_case, a code that the author chose stays as it is.</summary>
    public static string Of(string? errorCode)
    {
        errorCode ??= "";
        return Known.GetValueOrDefault(errorCode)
            ?? (IsRuleName(errorCode) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(errorCode[..^Suffix.Length]) : errorCode);
    }

    private static bool IsRuleName(string code)
        => code.Length > Suffix.Length && code.EndsWith(Suffix, StringComparison.Ordinal) && char.IsUpper(code[0]);
}
