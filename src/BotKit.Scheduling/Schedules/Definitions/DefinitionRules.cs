using System.Buffers;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>What a definition must hold by itself; bot and input are looked at elsewhere.</summary>
internal static class DefinitionRules
{
    private const int MaxDescription = 500;
    private const char Separator = '|';

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeapYear = TimeSpan.FromDays(366);

    public static void Check(BotScheduleDefinition definition, IReadOnlyDictionary<string, BlackoutDays> calendars, List<BotFieldError> problems)
    {
        if (!IsId(definition.Id))
        {
            problems.Add(new("id", "An id is a lower-case letter, then at most 62 lower-case letters, digits or hyphens.", "pattern"));
        }

        _ = ReadTime(definition.Cron, definition.TimeZone, problems);
        Between(problems, "catchUpLimit", definition.CatchUpLimit, 1, 1_000);
        Between(problems, "missedAfter", definition.MissedAfter, Second, Day);
        Between(problems, "jitter", definition.Jitter, TimeSpan.Zero, Day);
        Between(problems, "priority", definition.Priority, 0, 9);
        if (definition.SuccessWithin is { } within)
        {
            Between(problems, "successWithin", within, Second, LeapYear);
        }

        Defined(problems, "overlap", definition.Overlap);
        Defined(problems, "missed", definition.Missed);
        if (definition.EndAt < definition.StartAt)
        {
            problems.Add(new("endAt", "The end must not be before the start.", "range"));
        }

        for (var i = 0; i < definition.Blackouts.Count; i++)
        {
            if (!calendars.ContainsKey(definition.Blackouts[i]))
            {
                problems.Add(new($"blackouts[{i}]", $"There is no blackout calendar '{definition.Blackouts[i]}'.", "unknown_calendar"));
            }
        }

        if (definition.Description?.Length > MaxDescription)
        {
            problems.Add(new("description", $"A description is at most {MaxDescription} characters long.", "max_length"));
        }
    }

    /// <returns>The expression in its zone; <see langword="null"/> when something is wrong with either.</returns>
    public static CronSchedule? ReadTime(string expression, string timeZone, List<BotFieldError> problems)
    {
        // The separator of what occurrences keep: 'UTC|0' is found, too.
        TimeZoneInfo? zone = null;
        var isKnown = !timeZone.Contains(Separator, StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out zone);
        if (!isKnown)
        {
            problems.Add(new("timeZone", $"There is no time zone '{timeZone}'; use an IANA id such as Europe/Paris, or a Windows id.", "unknown_zone"));
        }

        if (expression.Contains(Separator, StringComparison.Ordinal))
        {
            problems.Add(new("cron", "A cron expression holds no '|'.", "cron"));
        }
        else if (!CronSchedule.TryParse(expression, zone, out var cron, out var error))
        {
            problems.Add(new("cron", error, "cron"));
        }
        else if (cron.GetNextOccurrence(DateTimeOffset.UnixEpoch) is null)
        {
            problems.Add(new("cron", $"'{expression}' names no instant.", "cron"));
        }
        else
        {
            return isKnown ? cron : null;
        }

        return null;
    }

    private static bool IsId(string id)
        => id.Length is > 0 and <= 63 && char.IsAsciiLetterLower(id[0]) && !id.AsSpan().ContainsAnyExcept(Letters);

    private static void Between<T>(List<BotFieldError> problems, string path, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            problems.Add(new(path, $"It must be between {least} and {most}.", "range"));
        }
    }

    private static void Defined<T>(List<BotFieldError> problems, string path, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            problems.Add(new(path, $"It is one of {string.Join(", ", Enum.GetNames<T>())}.", "enum"));
        }
    }
}
