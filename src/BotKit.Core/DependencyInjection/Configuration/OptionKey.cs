using System.Globalization;

namespace BotKit.DependencyInjection;

/// <summary>How one option is read from configuration text.</summary>
/// <param name="Expected">What its text must be, for messages.</param>
/// <param name="TryRead">Reads the text and sets the option; <see langword="false"/> when it is something else.</param>
internal sealed record OptionKey(string Expected, Func<BotOptions, string?, bool> TryRead)
{
    private const string DurationText = "a duration as [d.]hh:mm:ss, such as 00:00:30 or 1.00:00:00";
    private const string NumberText = "a whole number";

    private delegate bool Parser<T>(string? text, out T value);

    public static OptionKey Text(Action<BotOptions, string?> set) => new("text", (options, text) =>
    {
        set(options, text);
        return true;
    });

    public static OptionKey Flag(Action<BotOptions, bool> set) => Value("true or false", bool.TryParse, set);

    public static OptionKey Number(Action<BotOptions, int> set) => Value(NumberText, TryParse, set);

    public static OptionKey NumberOrNone(Action<BotOptions, int?> set) => ValueOrNone<int>(NumberText, TryParse, set);

    public static OptionKey Duration(Action<BotOptions, TimeSpan> set) => Value(DurationText, TryParse, set);

    public static OptionKey DurationOrNone(Action<BotOptions, TimeSpan?> set) => ValueOrNone<TimeSpan>(DurationText, TryParse, set);

    public static OptionKey Choice<T>(Action<BotOptions, T> set)
        where T : struct, Enum
        => Value(
            $"one of {string.Join(", ", Enum.GetNames<T>())}",
            (string? text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value),
            set);

    private static OptionKey Value<T>(string expected, Parser<T> parse, Action<BotOptions, T> set) => new(expected, (options, text) =>
    {
        if (!parse(text, out var value))
        {
            return false;
        }

        set(options, value);
        return true;
    });

    private static OptionKey ValueOrNone<T>(string expected, Parser<T> parse, Action<BotOptions, T?> set)
        where T : struct
    {
        var value = Value(expected, parse, (options, read) => set(options, read));
        return new(expected + ", or null for none", (options, text) =>
        {
            // Environment variables cannot say null.
            if (!string.IsNullOrEmpty(text))
            {
                return value.TryRead(options, text);
            }

            set(options, null);
            return true;
        });
    }

    private static bool TryParse(string? text, out int value)
        => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    // Parsed the loose way, 24:00:00 would be 24 days; and so would a number alone, which hardly anybody means.
    private static bool TryParse(string? text, out TimeSpan value)
        => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal);
}
