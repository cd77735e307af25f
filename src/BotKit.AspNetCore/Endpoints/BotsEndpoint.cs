using BotKit.AspNetCore.Envelope;
using BotKit.Execution;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The bots, and one bot with its input's schema.</summary>
internal sealed class BotsEndpoint(IBotManager manager, BotCatalogue catalogue, BotReader reader, IBotSchedules? schedules = null)
{
    private const int MaxSchedules = 50;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var bots = new List<BotBody>(manager.Bots.Count);
        foreach (var bot in manager.Bots)
        {
            bots.Add(await reader.ReadAsync(bot, call.Aborted).ConfigureAwait(false));
        }

        return new JsonAnswer<BotListBody>(new(bots), ApiJson.Default.BotListBody);
    }

    public async ValueTask<Answer> FindAsync(ApiCall call)
    {
        if (catalogue.Find(call.Bot) is not { } runner)
        {
            return Problem.UnknownBot();
        }

        var bot = await reader.ReadAsync(runner.Descriptor, call.Aborted).ConfigureAwait(false);
        var body = new BotDetailBody(
            bot.Name,
            bot.Description,
            bot.State,
            bot.LastRun,
            bot.LastSuccess,
            bot.FailingStreak,
            BotLimitsBody.Of(runner.Runtime.Options),
            runner.Descriptor.InputSchema,
            await SchedulesAsync(bot.Name, call.Aborted).ConfigureAwait(false));
        return new JsonAnswer<BotDetailBody>(body, ApiJson.Default.BotDetailBody);
    }

    private async ValueTask<IReadOnlyList<ScheduleRowBody>?> SchedulesAsync(string bot, CancellationToken cancellationToken)
        => schedules is null
            ? null
            : [.. (await schedules.ListAsync(new() { Bot = bot, Count = MaxSchedules }, cancellationToken).ConfigureAwait(false)).Select(ScheduleRowBody.Of)];
}
