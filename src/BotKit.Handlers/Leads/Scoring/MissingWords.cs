namespace BotKit.Handlers.Leads;

/// <summary>Texts that forms leave behind where nobody chose anything.</summary>
internal static class MissingWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "select...", "-- select --", "--select--", "- select -", "please select", "please choose", "choose", "bitte wählen",
        "n/a", "na", "n.a.", "#n/a", "nan", "null", "nil", "(null)", "-", "--", "?",
    };

    /// <summary>The value; <see langword="null"/> when it only stands for none.</summary>
    public static string? Clean(string? value) => value is null || Words.Contains(value) ? null : value;
}
