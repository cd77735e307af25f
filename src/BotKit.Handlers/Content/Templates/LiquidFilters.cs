using System.Collections;
using System.Text;

namespace BotKit.Handlers.Content.Templates;

/// <summary>
/// Takes the place of those of DotLiquid's filters that make much of little, or take a regular expression from the template.
/// </summary>
internal static class LiquidFilters
{
    public static string Append(object? input, object? added) => Join2(Text(input), Text(added));

    public static string Prepend(object? input, object? added) => Join2(Text(added), Text(input));

    public static string Replace(object? input, object? found, object? put = null) => ReplaceAll(Text(input), Text(found), Text(put));

    public static string ReplaceFirst(object? input, object? found, object? put = null)
    {
        var (text, part) = (Text(input), Text(found));
        var at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : Join2(text[..at] + Text(put), text[(at + part.Length)..]);
    }

    public static string Remove(object? input, object? found) => ReplaceAll(Text(input), Text(found), "");

    public static string RemoveFirst(object? input, object? found) => ReplaceFirst(input, found);

    public static object Split(object? input, object? separator)
    {
        var (text, part) = (Text(input), Text(separator));
        if (part.Length == 0)
        {
            return text.Select(static letter => letter.ToString()).ToArray();
        }

        return part == " " ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : text.Split(part);
    }

    public static string Join(object? input, object? separator = null)
    {
        var (joined, between, first) = (new StringBuilder(), separator is null ? " " : Text(separator), true);
        foreach (var item in input is string or not IEnumerable ? new[] { input } : (IEnumerable)input)
        {
            var text = Text(item);
            Check(joined.Length + (long)between.Length + text.Length);
            joined.Append(first ? "" : between).Append(text);
            first = false;
        }

        return joined.ToString();
    }

    public static string StripHtml(object? input)
    {
        var (plain, isTag) = (new StringBuilder(), false);
        foreach (var letter in Text(input))
        {
            isTag = letter == '<' || (isTag && letter != '>');
            if (!isTag && letter != '>')
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    private static string ReplaceAll(string text, string found, string put)
    {
        if (found.Length == 0 || text.Length < found.Length)
        {
            return text;
        }

        if (put.Length > found.Length)
        {
            Check((long)text.Length / found.Length * put.Length);
        }

        return text.Replace(found, put, StringComparison.Ordinal);
    }

    private static string Join2(string one, string other)
    {
        Check((long)one.Length + other.Length);
        return one + other;
    }

    private static void Check(long length)
    {
        if (length > LiquidBudget.MaxValue)
        {
            LiquidBudget.Exceed($"makes a text of more than {LiquidBudget.MaxValue} characters");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        IEnumerable list => Join(list, ""),
        _ => value.ToString() ?? "",
    };
}
