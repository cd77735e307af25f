using System.Collections;
using System.Text;
using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>
/// Takes the place of those of DotLiquid's filters that make much of little, or take a regular expression from the template.
/// </summary>
internal static class LiquidFilters
{
    public static string Append(Context context, object? input, object? added) => Join2(Counted(context, input), Text(added));

    public static string Prepend(Context context, object? input, object? added) => Join2(Text(added), Counted(context, input));

    public static string Replace(Context context, object? input, object? found, object? put = null) => ReplaceAll(Counted(context, input), Text(found), Text(put));

    public static string ReplaceFirst(Context context, object? input, object? found, object? put = null)
    {
        var (text, part) = (Counted(context, input), Text(found));
        var at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : Join2(text[..at] + Text(put), text[(at + part.Length)..]);
    }

    public static string Remove(Context context, object? input, object? found) => ReplaceAll(Counted(context, input), Text(found), "");

    public static string RemoveFirst(Context context, object? input, object? found) => ReplaceFirst(context, input, found);

    public static object Split(Context context, object? input, object? separator)
    {
        var (text, part) = (Counted(context, input), Text(separator));
        if (part.Length == 0)
        {
            return text.Select(static letter => letter.ToString()).ToArray();
        }

        return part == " " ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : text.Split(part);
    }

    public static string Join(Context context, object? input, object? separator = null)
    {
        Count(context);
        return JoinAll(input, separator is null ? " " : Text(separator));
    }

    /// <summary>The bot's clock says when <c>now</c> is, so that the same run gives the same text.</summary>
    public static string Date(Context context, object? input, string? format = null)
        => StandardFilters.Date(
            context, Text(input).Trim().ToLowerInvariant() is "now" or "today" ? BudgetOf(context).Now.UtcDateTime : input, format);

    public static string StripHtml(Context context, object? input)
    {
        var (plain, isTag) = (new StringBuilder(), false);
        foreach (var letter in Counted(context, input))
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

    private static string JoinAll(object? input, string separator)
    {
        var (joined, first) = (new StringBuilder(), true);
        foreach (var item in input is string or not IEnumerable ? new[] { input } : (IEnumerable)input)
        {
            var text = Text(item);
            Check(joined.Length + (long)separator.Length + text.Length);
            joined.Append(first ? "" : separator).Append(text);
            first = false;
        }

        return joined.ToString();
    }

    private static string Counted(Context context, object? value)
    {
        Count(context);
        return Text(value);
    }

    private static void Count(Context context) => BudgetOf(context).Step();

    private static LiquidBudget BudgetOf(Context context) => (LiquidBudget)context.Registers[LiquidBudget.Key];

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        IEnumerable list => JoinAll(list, ""),
        _ => value.ToString() ?? "",
    };
}
