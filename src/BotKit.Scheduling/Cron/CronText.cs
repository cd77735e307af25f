using System.Buffers;
using Cronos;

namespace BotKit.Scheduling;

/// <summary>Tells the forms of an expression apart and says in a sentence what is wrong with one.</summary>
internal static class CronText
{
    public const int MaxLength = 1_000;

    private const string Prefix = "The given cron expression has an invalid format. ";
    private static readonly char[] Separators = [' ', '\t'];
    private static readonly SearchValues<char> IntervalMarks = SearchValues.Create("*?-/");

    public static CronSchedule? Read(string expression, TimeZoneInfo zone, out string? error)
    {
        var text = expression.Trim(' ', '\t');
        if (text.Length is 0 or > MaxLength)
        {
            error = text.Length == 0 ? "A cron expression is empty." : $"A cron expression is at most {MaxLength} characters long; this one has {text.Length}.";
            return null;
        }

        if (EveryText.Is(text))
        {
            return EveryText.Read(text, out error) is { } period ? new CronSchedule(text, zone, cron: null, new Every(period, ZoneOffsets.Of(zone))) : null;
        }

        return Cron(text, out error) is { } cron ? new CronSchedule(text, zone, new ZonedCron(cron, IsInterval(text, cron), ZoneOffsets.Of(zone)), every: null) : null;
    }

    private static CronExpression? Cron(string text, out string? error)
    {
        var fields = FieldsOf(text);
        if (text[0] != '@' && fields is not (5 or 6))
        {
            error = $"'{text}' has {fields} {(fields == 1 ? "field" : "fields")}. A cron expression has five (minute, hour, day of month, month, day of week) or six, with the second first.";
            return null;
        }

        try
        {
            error = null;
            return CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (MissingSeedException)
        {
            error = $"'{text}' is not a cron expression: 'H' is not taken; write the values, and give the schedule a jitter.";
        }
        catch (CronFormatException exception)
        {
            error = text[0] == '@'
                ? $"'{text}' is no macro. There are @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @every_minute, @every_second, and @every with a duration."
                : $"'{text}' is not a cron expression. {exception.Message.Replace(Prefix, "", StringComparison.Ordinal)}";
        }

        return null;
    }

    /// <summary>Whether its second, minute or hour is more than a list of values.</summary>
    private static bool IsInterval(string text, CronExpression cron)
    {
        var fields = (text[0] == '@' ? cron.ToString() : text).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return fields[..^3].Any(field => field.AsSpan().ContainsAny(IntervalMarks));
    }

    private static int FieldsOf(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Length;
}
