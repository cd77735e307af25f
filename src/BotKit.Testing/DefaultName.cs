using System.Text;

namespace BotKit.Testing;

/// <summary>The name of a bot that was given none.</summary>
internal static class DefaultName
{
    private const string Suffix = "Bot";

    /// <summary><c>DailyLeadBot</c> is <c>daily-lead</c>, <c>HttpPingBot</c> is <c>http-ping</c>.</summary>
    public static string Of(Type bot)
    {
        var word = bot.Name.Split('`')[0];
        if (word.Length > Suffix.Length && word.EndsWith(Suffix, StringComparison.Ordinal))
        {
            word = word[..^Suffix.Length];
        }

        var name = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(word[i]) && (!char.IsAsciiLetterUpper(word[i - 1]) || IsLower(word, i + 1)))
            {
                name.Append('-');
            }

            name.Append(char.IsAsciiLetterOrDigit(word[i]) ? char.ToLowerInvariant(word[i]) : '-');
        }

        return name.ToString();
    }

    private static bool IsLower(string word, int index) => index < word.Length && char.IsAsciiLetterLower(word[index]);
}
