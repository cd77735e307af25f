namespace BotKit.Handlers.Database;

/// <summary>The rule for names of databases and queries: short, and harmless in a file name.</summary>
internal static class DatabaseName
{
    public const int MaxLength = 64;
    public const string Rule = "1 to 64 letters, digits, '-' and '_', the first a letter or digit";

    public static bool IsValid(string name) => name.Length is >= 1 and <= MaxLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
