namespace BotKit.Validation;

/// <summary>What is said of a sensitive member: the rule, and nothing of the value, not even its length.</summary>
internal static class RuleSentences
{
    public static string Of(string code) => code switch
    {
        "not_null" => "Must not be null.",
        "not_empty" => "Must not be empty.",
        "null" or "empty" => "Must be empty.",
        "length" => "Has the wrong length.",
        "min_length" => "Is too short.",
        "max_length" => "Is too long.",
        "email" => "Is not an e-mail address.",
        "pattern" => "Does not have the required form.",
        "enum" => "Is not one of the known values.",
        "range" or "greater_than" or "greater_than_or_equal" or "less_than" or "less_than_or_equal" => "Is out of range.",
        _ => "Is not valid.",
    };
}
