using System.Collections.Frozen;
using System.Globalization;
using BotKit.Schedules;
using Microsoft.Extensions.Configuration;

namespace BotKit.Scheduling.Schedules;

/// <summary>Every key that a schedule of configuration may hold, but for its input.</summary>
internal static class ScheduleKeys
{
    public const string Input = "Input";

    private const string DurationText = "a duration as [d.]hh:mm:ss, such as 00:00:30 or 1.00:00:00";
    private const string InstantText = "an instant with its offset, such as 2026-03-01T06:00:00+01:00 or 2026-03-01T05:00:00Z";

    private static readonly FrozenDictionary<string, Key> Keys = new Dictionary<string, Key>
    {
        ["Bot"] = Text(static (definition, text) => definition with { Bot = text! }),
        ["Cron"] = Text(static (definition, text) => definition with { Cron = text! }),
        ["TimeZone"] = Text(static (definition, text) => definition with { TimeZone = text! }),
        ["Overlap"] = Choice<BotOverlapPolicy>(static (definition, value) => definition with { Overlap = value }),
        ["Missed"] = Choice<BotMissedRunPolicy>(static (definition, value) => definition with { Missed = value }),
        ["CatchUpLimit"] = Number(static (definition, value) => definition with { CatchUpLimit = value }),
        ["MissedAfter"] = Duration(static (definition, value) => definition with { MissedAfter = value }),
        ["Jitter"] = Duration(static (definition, value) => definition with { Jitter = value }),
        ["StartAt"] = Instant(static (definition, value) => definition with { StartAt = value }),
        ["EndAt"] = Instant(static (definition, value) => definition with { EndAt = value }),
        ["Blackouts"] = new("a list of calendars' names", static (definition, section) => List(section) is { } names ? definition with { Blackouts = names } : null),
        ["Priority"] = Number(static (definition, value) => definition with { Priority = value }),
        ["SuccessWithin"] = Duration(static (definition, value) => definition with { SuccessWithin = value }),
        ["Description"] = Text(static (definition, text) => definition with { Description = text }),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string Names = string.Join(", ", Keys.Keys.Append(Input).Order(StringComparer.Ordinal));

    private delegate bool Parser<T>(string? text, out T value);

    /// <summary>Takes one key over; says what is wrong when there is none of that name or its value is not for it.</summary>
    public static string? Apply(ref BotScheduleDefinition definition, IConfigurationSection section)
    {
        if (!Keys.TryGetValue(section.Key, out var key))
        {
            return $"there is no such key. A schedule may have {Names}.";
        }

        if (key.Set(definition, section) is not { } changed)
        {
            return $"must be {key.Expected}.";
        }

        definition = changed;
        return null;
    }

    /// <summary>The texts of a list; <see langword="null"/> when it is none.</summary>
    public static IReadOnlyList<string>? List(IConfigurationSection section)
    {
        string?[] texts = [.. section.GetChildren().Select(static child => child.Value)];
        return texts.Length == 0 ? (string.IsNullOrEmpty(section.Value) ? [] : null) : texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    private static Key Text(Func<BotScheduleDefinition, string?, BotScheduleDefinition> set)
        => new("text", (definition, section) => section.Value is { } text ? set(definition, text) : null);

    private static Key Number(Func<BotScheduleDefinition, int, BotScheduleDefinition> set)
        => Value("a whole number", (string? text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value), set);

    private static Key Duration(Func<BotScheduleDefinition, TimeSpan, BotScheduleDefinition> set)
        => Value(
            DurationText,
            (string? text, out TimeSpan value)
                => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal),
            set);

    private static Key Instant(Func<BotScheduleDefinition, DateTimeOffset, BotScheduleDefinition> set)
        => Value(
            InstantText,
            (string? text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
                && (text[^1] == 'Z' || text[^6] is '+' or '-'),
            set);

    private static Key Choice<T>(Func<BotScheduleDefinition, T, BotScheduleDefinition> set)
        where T : struct, Enum
        => Value(
            $"one of {string.Join(", ", Enum.GetNames<T>())}",
            (string? text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]),
            set);

    private static Key Value<T>(string expected, Parser<T> parse, Func<BotScheduleDefinition, T, BotScheduleDefinition> set)
        => new(expected, (definition, section) => parse(section.Value, out var value) ? set(definition, value) : null);

    private sealed record Key(string Expected, Func<BotScheduleDefinition, IConfigurationSection, BotScheduleDefinition?> Set);
}
