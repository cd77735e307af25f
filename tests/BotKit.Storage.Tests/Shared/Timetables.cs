using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Storage.Tests.Shared;

/// <summary>Schedules, and a delegate that gives their due instant a run and ends them.</summary>
internal static class Timetables
{
    public static BotSchedule Due(string id, DateTimeOffset? at = null)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds((at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds());
        return new BotSchedule
        {
            Definition = new BotScheduleDefinition { Id = id, Bot = "lead", Cron = "@daily" },
            Source = BotScheduleSource.Runtime,
            NextDue = now,
            WakeAt = now,
            Anchor = now,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    public static ScheduleStep Run(ScheduleView view)
    {
        var due = view.Schedule.NextDue!.Value;
        var run = new RunSubmission
        {
            ExecutionId = Guid.CreateVersion7(),
            Bot = view.Schedule.Definition.Bot,
            Trigger = BotTrigger.Schedule,
            Input = view.Schedule.Definition.Input,
            Origin = new RunOrigin { Schedule = view.Schedule.Definition.Id, ScheduledFor = due },
        };
        return new ScheduleStep(view.Schedule with { NextDue = null, WakeAt = null, Watermark = due, LastRun = run.ExecutionId, LastRunDue = due })
        {
            Occurrences =
            [
                new BotOccurrence
                {
                    Schedule = view.Schedule.Definition.Id, Due = due, Until = due, State = BotOccurrenceState.Ran, ExecutionId = run.ExecutionId, RecordedAt = view.Now, Timing = "@daily|UTC|0",
                },
            ],
            Runs = [run],
        };
    }
}
