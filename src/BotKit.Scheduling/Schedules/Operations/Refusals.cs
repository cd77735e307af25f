using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Why a change of a schedule is refused.</summary>
internal static class Refusals
{
    public static BotScheduleException Invalid(IReadOnlyList<BotFieldError> problems, DateTimeOffset now)
        => new(new BotError(BotErrorCodes.ScheduleInvalid, "The schedule is not valid.", BotSeverity.Warning, now) { Details = problems });

    public static BotScheduleException Exists(string id, DateTimeOffset now)
        => new(new BotError(BotErrorCodes.ScheduleExists, $"There is a schedule '{id}' already.", BotSeverity.Warning, now));

    public static BotScheduleException Declared(string id, DateTimeOffset now)
        => new(new BotError(
            BotErrorCodes.ScheduleDeclared, $"The schedule '{id}' is defined in code or in a file: pause it, or take it out there.", BotSeverity.Warning, now));
}
