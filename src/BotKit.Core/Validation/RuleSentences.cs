using System.Collections.Frozen;

namespace BotKit.Validation;

/// <summary>What is said of a sensitive member: the rule, and nothing of the value, not even its length.</summary>
internal static class RuleSentences
{
    private const string OutOfRange = "Is out of range.";
    private const string Empty = "Must be empty.";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["not_null"] = "Must not be null.",
        ["not_empty"] = "Must not be empty.",
        ["null"] = Empty,
        ["empty"] = Empty,
        ["length"] = "Has the wrong length.",
        ["min_length"] = "Is too short.",
        ["max_length"] = "Is too long.",
        ["email"] = "Is not an e-mail address.",
        ["pattern"] = "Does not have the required form.",
        ["enum"] = "Is not one of the known values.",
        ["range"] = OutOfRange,
        ["greater_than"] = OutOfRange,
        ["greater_than_or_equal"] = OutOfRange,
        ["less_than"] = OutOfRange,
        ["less_than_or_equal"] = OutOfRange,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string code) => Known.GetValueOrDefault(code, "Is not valid.");
}
