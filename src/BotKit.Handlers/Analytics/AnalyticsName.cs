namespace BotKit.Handlers.Analytics;

/// <summary>The rule for names of datasets, figures, reports and recipients.</summary>
internal static class AnalyticsName
{
    public const int MaxLength = 64;
    public const string Rule = "1 to 64 letters, digits, '-' and '_', the first a letter or digit";

    public static bool IsValid(string? name) => name is { Length: >= 1 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
