using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Gathers what the API shows of a bot.</summary>
internal sealed class BotReader(IBotManager manager, IBotLedger ledger)
{
    public async ValueTask<BotBody> ReadAsync(BotDescriptor bot, CancellationToken cancellationToken)
    {
        var state = manager.GetState(bot.Name);
        var last = await FindLastAsync(bot.Name, null, cancellationToken).ConfigureAwait(false);
        var success = last?.Result.Status == BotStatus.Succeeded
            ? last
            : await FindLastAsync(bot.Name, BotStatus.Succeeded, cancellationToken).ConfigureAwait(false);
        return new BotBody(
            bot.Name,
            bot.Description,
            BotStateBody.Of(state),
            last is not { } run ? null : new(run.Result.ExecutionId, run.Result.Status, run.StartedAt, Milliseconds.Of(run.Result.Duration)),
            success?.StartedAt,
            state.ConsecutiveFailures);
    }

    private async ValueTask<RunRecord?> FindLastAsync(string bot, BotStatus? status, CancellationToken cancellationToken)
    {
        var runs = await ledger.ListAsync(new RunQuery { Bot = bot, Status = status, Count = 1 }, cancellationToken).ConfigureAwait(false);
        return runs is [var run, ..] ? run : null;
    }
}
