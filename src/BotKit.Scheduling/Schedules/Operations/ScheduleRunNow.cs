using System.Diagnostics;
using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Queues a run of a schedule that no instant is due for.</summary>
internal sealed class ScheduleRunNow(Func<BotCatalogue> catalogue, QueueDoor queue, TimeProvider clock)
{
    public async ValueTask<Guid> RunAsync(BotSchedule schedule, string by, ReadOnlyMemory<byte>? utf8Json, CancellationToken cancellationToken)
    {
        var definition = schedule.Definition;
        var bot = catalogue().Get(definition.Bot);
        queue.ThrowIfNoWorker(definition.Bot);
        var run = utf8Json is { } json
            ? await PrepareAsync(bot, definition, json, by, cancellationToken).ConfigureAwait(false)
            : OfSchedule(bot, definition, by);
        return await queue.SubmitAsync(run with { Origin = run.Origin! with { Schedule = definition.Id } }, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<RunSubmission> PrepareAsync(
        BotRunner bot, BotScheduleDefinition definition, ReadOnlyMemory<byte> json, string by, CancellationToken cancellationToken)
        => bot.PrepareAsync(
            BotRequest.FromJson(definition.Bot, json, BotTrigger.Schedule, new BotRunOptions { Caller = by }),
            new BotEnqueueOptions { Priority = definition.Priority },
            cancellationToken);

    /// <summary>With the schedule's own input, as a fire makes it: it was checked, and may be of an older shape.</summary>
    private RunSubmission OfSchedule(BotRunner bot, BotScheduleDefinition definition, string by)
    {
        var now = clock.GetUtcNow();
        var options = bot.Runtime.Options;
        if (!options.Enabled)
        {
            throw new BotRejectedException(definition.Bot, Refusal.Disabled.ToError(now));
        }

        return new RunSubmission
        {
            ExecutionId = ExecutionIds.Create(now),
            Bot = definition.Bot,
            Trigger = BotTrigger.Schedule,
            Input = definition.Input,
            PayloadVersion = definition.PayloadVersion,
            Priority = definition.Priority,
            Origin = new RunOrigin { Caller = by, TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null },
            MaxLost = options.Repeatable ? options.Queue.MaxLost : 1,
            MaxQueued = options.Queue.MaxQueued,
        };
    }
}
