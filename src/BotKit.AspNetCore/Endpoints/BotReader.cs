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
        var success = last?.Status == BotStatus.Succeeded
            ? last
            : await FindLastAsync(bot.Name, BotStatus.Succeeded, cancellationToken).ConfigureAwait(false);
        return new BotBody(
            bot.Name,
            bot.Description,
            BotStateBody.Of(state),
            last is null ? null : new(last.ExecutionId, last.Status ?? default, last.StartedAt ?? last.CreatedAt, Milliseconds.Of(last.Duration)),
            success?.StartedAt,
            state.ConsecutiveFailures);
    }

    private async ValueTask<StoredRun?> FindLastAsync(string bot, BotStatus? status, CancellationToken cancellationToken)
    {
        var runs = await ledger.ListAsync(new RunQuery { Bot = bot, State = RunState.Ended, Status = status, Count = 1 }, cancellationToken).ConfigureAwait(false);
        return runs is [var run, ..] ? run : null;
    }
}
