namespace BotKit.Handlers.Workflows;

/// <summary>Patterns of StringMatches: <c>*</c> stands for any characters, <c>\*</c> for a star, <c>\\</c> for a backslash.</summary>
internal static class TextPattern
{
    /// <summary>Whether a text fits, in time that grows with the product of the lengths at most.</summary>
    public static bool Matches(string text, string pattern)
    {
        var (parts, isStar) = Split(pattern);
        int at = 0, part = 0, star = -1, mark = 0;
        while (at < text.Length)
        {
            if (part < parts.Count && isStar[part])
            {
                star = part++;
                mark = at;
            }
            else if (part < parts.Count && parts[part] == text[at])
            {
                part++;
                at++;
            }
            else if (star >= 0)
            {
                part = star + 1;
                at = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (part < parts.Count && isStar[part])
        {
            part++;
        }

        return part == parts.Count;
    }

    private static (List<char> Parts, List<bool> IsStar) Split(string pattern)
    {
        var parts = new List<char>(pattern.Length);
        var isStar = new List<bool>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var isEscaped = pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\';
            i += isEscaped ? 1 : 0;
            parts.Add(pattern[i]);
            isStar.Add(!isEscaped && pattern[i] == '*');
        }

        return (parts, isStar);
    }
}
