using BotKit.Schedules;

namespace BotKit.Storage.Schedules;

/// <summary>Whether a schedule is stored as it was written, by an attempt whose commit was not answered.</summary>
internal static class SameSchedule
{
    public static bool Are(BotSchedule? a, BotSchedule? b)
        => a is null || b is null
            ? a is null && b is null
            : Are(a.Definition, b.Definition) && Are(a.Declared, b.Declared) && a with { Definition = b.Definition, Declared = b.Declared } == b;

    private static bool Are(BotScheduleDefinition? a, BotScheduleDefinition? b)
        => a is null || b is null
            ? a is null && b is null
            : a.Bot == b.Bot && a.Input.Span.SequenceEqual(b.Input.Span) && ScheduleText.Write(a) == ScheduleText.Write(b);
}
