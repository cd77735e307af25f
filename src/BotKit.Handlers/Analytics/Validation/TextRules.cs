namespace BotKit.Handlers.Analytics;

/// <summary>Rules for texts of inputs.</summary>
internal static class TextRules
{
    public const int MaxColumnLength = 200;
    public const int MaxTitleLength = 200;

    public static bool IsColumn(string? name) => IsLine(name, MaxColumnLength) && name!.Trim().Length > 0;

    /// <summary>Whether it is one line that can be shown.</summary>
    public static bool IsLine(string? text, int maxLength)
        => text is not null && text.Length <= maxLength && !text.Any(char.IsControl) && IsUnicode(text);

    private static bool IsUnicode(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && ++at < text.Length && char.IsLowSurrogate(text[at])))
            {
                return false;
            }
        }

        return true;
    }
}
