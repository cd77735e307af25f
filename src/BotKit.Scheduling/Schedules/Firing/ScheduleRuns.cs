using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Makes the runs of schedules.</summary>
internal static class ScheduleRuns
{
    public static RunSubmission Make(BotScheduleDefinition definition, DateTimeOffset due, Guid executionId, in FireContext context) => new()
    {
        ExecutionId = executionId,
        Bot = definition.Bot,
        Trigger = BotTrigger.Schedule,
        Input = definition.Input,
        PayloadVersion = definition.PayloadVersion,
        Priority = definition.Priority,
        DueAt = due + Jitter.Of(definition.Id, due, definition.Jitter),
        Origin = new RunOrigin { Schedule = definition.Id, ScheduledFor = due },
        MaxLost = context.MaxLost,
        MaxQueued = context.MaxQueued,
    };
}
