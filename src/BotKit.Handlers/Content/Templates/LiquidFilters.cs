using System.Collections;
using System.Globalization;
using System.Text;
using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>
/// Takes the place of those of DotLiquid's filters that make much of little, or take a regular expression from the template; all others
/// are between two guards.
/// </summary>
internal static class LiquidFilters
{
    /// <summary>The name of <see cref="Botkitguard"/> in templates.</summary>
    public const string Guard = "botkitguard";

    /// <summary>What a text is looked through for may take time that grows with the product of both.</summary>
    private const int MaxPart = 10_000;

    /// <summary>What an item of a list counts for, in characters.</summary>
    private const int ItemWeight = 4;

    private static readonly Lazy<Strainer> Known = new(static () =>
    {
        var context = new Context(CultureInfo.InvariantCulture);
        context.AddFilters(typeof(LiquidFilters));
        return context.Strainer;
    });

    public static bool Has(string name) => Known.Value.RespondTo(name);

    /// <summary>Stands on both sides of each filter: lists come out whole, and no value is larger than it may be.</summary>
    public static object? Botkitguard(Context context, object? input)
    {
        LiquidBudget.Of(context).Check();
        if (input is string text)
        {
            LiquidBudget.CheckText(text.Length);
        }

        if (input is string or IDictionary or not IEnumerable)
        {
            return input;
        }

        var weight = 0L;
        var whole = new List<object?>();
        foreach (var item in (IEnumerable)input)
        {
            Weigh(item, ref weight);
            whole.Add(item);
        }

        return whole;
    }

    public static string Append(object? input, object? added) => Both(Text(input), Text(added));

    public static string Prepend(object? input, object? added) => Both(Text(added), Text(input));

    public static string Replace(object? input, object? found, object? put = null)
    {
        var (text, part, other) = (Text(input), Part(found), Text(put));
        if (part.Length == 0 || text.Length < part.Length)
        {
            return text;
        }

        if (other.Length > part.Length)
        {
            LiquidBudget.CheckText((long)text.Length / part.Length * other.Length);
        }

        return text.Replace(part, other, StringComparison.Ordinal);
    }

    public static string ReplaceFirst(object? input, object? found, object? put = null)
    {
        var (text, part) = (Text(input), Part(found));
        var at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : Both(text[..at] + Text(put), text[(at + part.Length)..]);
    }

    public static string Remove(object? input, object? found) => Replace(input, found);

    public static string RemoveFirst(object? input, object? found) => ReplaceFirst(input, found);

    public static object Split(object? input, object? separator)
    {
        var (text, part) = (Text(input), Part(separator));
        if (part.Length == 0)
        {
            return text.Select(static letter => letter.ToString());
        }

        return part == " " ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : text.Split(part);
    }

    public static string Join(object? input, object? separator = null) => JoinAll(input, separator is null ? " " : Text(separator));

    /// <summary>The bot's clock says when <c>now</c> is, so that the same run gives the same text.</summary>
    public static string Date(Context context, object? input, string? format = null)
        => StandardFilters.Date(
            context, input is string text && text.Trim().ToLowerInvariant() is "now" or "today" ? LiquidBudget.Of(context).Now.UtcDateTime : input, format);

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

    private static void Weigh(object? item, ref long weight)
    {
        weight += ItemWeight;
        if (item is string text)
        {
            weight += text.Length;
        }
        else if (item is IEnumerable inner and not IDictionary)
        {
            foreach (var part in inner)
            {
                Weigh(part, ref weight);
            }
        }

        if (weight > LiquidBudget.MaxValue)
        {
            LiquidBudget.Exceed($"makes a list of more than {LiquidBudget.MaxValue / ItemWeight} items, or of more than {LiquidBudget.MaxValue} characters");
        }
    }

    private static string Part(object? value)
    {
        var part = Text(value);
        if (part.Length > MaxPart)
        {
            LiquidBudget.Exceed($"looks for a text of more than {MaxPart} characters");
        }

        return part;
    }

    private static string Both(string one, string other)
    {
        LiquidBudget.CheckText((long)one.Length + other.Length);
        return one + other;
    }

    private static string JoinAll(object? input, string separator)
    {
        var (joined, isFirst) = (new StringBuilder(), true);
        foreach (var item in input is string or not IEnumerable ? new[] { input } : (IEnumerable)input)
        {
            var text = Text(item);
            LiquidBudget.CheckText(joined.Length + (long)separator.Length + text.Length);
            joined.Append(isFirst ? "" : separator).Append(text);
            isFirst = false;
        }

        return joined.ToString();
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => JoinAll(list, ""),
        _ => value.ToString() ?? "",
    };
}
