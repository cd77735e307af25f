using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Queues a run of a schedule that no instant is due for.</summary>
internal sealed class ScheduleRunNow(Func<BotCatalogue> catalogue, QueueDoor queue, TimeProvider clock)
{
    public async ValueTask<Guid> RunAsync(
        BotSchedule schedule, string by, ReadOnlyMemory<byte>? utf8Json, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var definition = schedule.Definition;
        IdempotencyKey.ThrowIfInvalid(idempotencyKey);
        var asked = new BotRunOptions { Caller = by, IdempotencyKey = idempotencyKey };
        var bot = catalogue().Get(definition.Bot);
        queue.ThrowIfNoWorker(definition.Bot);
        var run = utf8Json is { } json
            ? await PrepareAsync(bot, definition, json, asked, cancellationToken).ConfigureAwait(false)
            : OfSchedule(bot, schedule, asked);
        return await queue.SubmitAsync(run with { Origin = run.Origin! with { Schedule = definition.Id } }, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<RunSubmission> PrepareAsync(
        BotRunner bot, BotScheduleDefinition definition, ReadOnlyMemory<byte> json, BotRunOptions asked, CancellationToken cancellationToken)
        => bot.PrepareAsync(
            BotRequest.FromJson(definition.Bot, json, BotTrigger.Schedule, asked),
            new BotEnqueueOptions { Priority = definition.Priority },
            cancellationToken);

    /// <summary>With the schedule's own input, as a fire makes it: it was checked, and may be of an older shape.</summary>
    private RunSubmission OfSchedule(BotRunner bot, BotSchedule schedule, BotRunOptions asked)
    {
        var definition = schedule.Definition;
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
            Origin = new RunOrigin
            {
                Caller = asked.Caller,
                IdempotencyKey = asked.IdempotencyKey,
                TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
            },
            Fingerprint = asked.IdempotencyKey is null ? default : FingerprintOf(schedule),
            KeyLifetime = options.IdempotencyKeyLifetime,
            MaxLost = options.Repeatable ? options.Queue.MaxLost : 1,
            MaxQueued = options.Queue.MaxQueued,
        };
    }

    /// <summary>Two calls with one key ask for the same as long as the definition is the same: its input may be encrypted, and never twice alike.</summary>
    private static byte[] FingerprintOf(BotSchedule schedule)
        => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"schedule\n{schedule.Definition.Id}\n{schedule.Revision}")));
}
