using System.Globalization;

namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>One field, read from the grammar and nothing else: which numbers it takes.</summary>
internal static class NaiveField
{
    public static HashSet<int> Read(string text, int least, int most, params string[] names)
    {
        var values = new HashSet<int>();
        foreach (var part in text.ToUpperInvariant().Split(','))
        {
            var (body, step) = part.Split('/') is [var left, var right] ? (left, Number(right)) : (part, 0);
            var (from, to) = body is "*" or "?" ? (least, most)
                : body.Split('-') is [var first, var last] ? (Value(first), Value(last))
                : (Value(body), step > 0 ? most : Value(body));
            var size = most - least + 1;
            for (var value = from; value <= (to < from ? to + size : to); value += Math.Max(step, 1))
            {
                values.Add(value > most ? value - size : value);
            }
        }

        return values;

        int Value(string word) => Array.IndexOf(names, word) is >= 0 and var index ? index + least : Number(word);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
