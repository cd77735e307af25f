using System.Security.Cryptography;
using System.Text.Json;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Queues a run of a schedule that no instant is due for.</summary>
internal sealed class ScheduleRunNow(Func<BotCatalogue> catalogue, QueueDoor queue, StoredInputs inputs, TimeProvider clock)
{
    public async ValueTask<Guid> RunAsync(BotSchedule schedule, string by, ReadOnlyMemory<byte>? utf8Json, CancellationToken cancellationToken)
    {
        var definition = schedule.Definition;
        var bot = catalogue().Get(definition.Bot);
        queue.ThrowIfNoWorker(definition.Bot);
        var request = BotRequest.FromJson(
            definition.Bot, utf8Json ?? Open(bot, definition), BotTrigger.Schedule, new BotRunOptions { Caller = by });
        var run = await bot.PrepareAsync(request, new BotEnqueueOptions { Priority = definition.Priority }, cancellationToken).ConfigureAwait(false);
        return await queue.SubmitAsync(run with { Origin = run.Origin! with { Schedule = definition.Id } }, cancellationToken).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> Open(BotRunner bot, BotScheduleDefinition definition)
    {
        try
        {
            return inputs.Of(bot.Descriptor).Open(definition.Input, definition.PayloadVersion);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            throw new BotRejectedException(
                definition.Bot,
                new BotError(BotErrorCodes.InvalidInput, "The schedule's input cannot be read any more; give another one.", BotSeverity.Warning, clock.GetUtcNow()),
                exception);
        }
    }
}
