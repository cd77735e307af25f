using System.Globalization;

namespace BotKit.Scheduling;

/// <summary>The text of <c>@every</c>.</summary>
internal static class EveryText
{
    private const string Keyword = "@every";
    private const string Form = "It is '@every' and whole numbers of days, hours, minutes and seconds, the larger unit first: '@every 90s', '@every 1h30m', '@every 2d'.";

    public static bool Is(string expression) =>
        expression.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase) && (expression.Length == Keyword.Length || expression[Keyword.Length] is ' ' or '\t');

    /// <summary>The period, or what is wrong with it.</summary>
    public static TimeSpan? Read(string expression, out string? error)
    {
        var seconds = Seconds(expression.AsSpan(Keyword.Length).Trim(" \t"));
        error = seconds switch
        {
            null => $"'{expression}' has no duration that can be read. {Form}",
            < 1 or > 366 * 86_400L => $"The period of '{expression}' must be from 1 second to 366 days.",
            _ => null,
        };
        return error is null ? TimeSpan.FromSeconds(seconds!.Value) : null;
    }

    private static long? Seconds(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        long total = 0;
        var limit = long.MaxValue;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAnyExceptInRange('0', '9');
            if (end is <= 0 or > 9 || UnitOf(text[end]) is not { } unit || unit >= limit)
            {
                return null;
            }

            total += unit * long.Parse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture);
            limit = unit;
            text = text[(end + 1)..];
        }

        return total;
    }

    private static long? UnitOf(char letter) => letter switch
    {
        'd' or 'D' => 86_400,
        'h' or 'H' => 3_600,
        'm' or 'M' => 60,
        's' or 'S' => 1,
        _ => null,
    };
}
