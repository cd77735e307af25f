using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Handlers.Content.Models;

/// <summary>
/// Keeps what models use within the budget. Before a call what it could take at most is reserved in the store; afterwards the rest is given
/// back. What a process takes with it when it dies stays reserved for the day.
/// </summary>
internal sealed class BudgetKeeper(IBotDataStore store, ContentSettings settings)
{
    private const string Key = "spent";
    private const int Tries = 20;

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    public decimal CostOf(long inputTokens, long outputTokens)
        => ((inputTokens * settings.Options.Budget.InputPrice) + (outputTokens * settings.Options.Budget.OutputPrice)) / 1_000_000m;

    /// <param name="order">The piece.</param>
    /// <param name="used">What the piece used in an earlier round.</param>
    /// <param name="asked">What the call could take at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotException">It is not there any more.</exception>
    public async ValueTask ReserveAsync(ContentOrder order, ModelUse used, ModelUse asked, CancellationToken cancellationToken)
    {
        var budget = settings.Options.Budget;
        var more = budget.WhenSpent == ContentSpent.Ask ? order.ApprovedTokens : 0;
        var moreCost = more * Math.Max(budget.InputPrice, budget.OutputPrice) / 1_000_000m;
        if (order.TokensBefore + used.Tokens + asked.Tokens > budget.TokensPerRun + more || order.CostBefore + used.Cost + asked.Cost > budget.CostPerRun + moreCost)
        {
            throw Spent("the run", asked.Tokens);
        }

        var isChanged = await ChangeAsync(
            order,
            spent => spent.Tokens + asked.Tokens > budget.TokensPerDay + more || spent.Cost + asked.Cost > budget.CostPerDay + moreCost
                ? throw Spent("the day", asked.Tokens)
                : spent with { Tokens = spent.Tokens + asked.Tokens, Cost = spent.Cost + asked.Cost },
            cancellationToken).ConfigureAwait(false);
        if (!isChanged)
        {
            throw ContentFailure.Of(ContentErrorCodes.ContentBusy, "Other runs use the budget at this moment.");
        }
    }

    /// <summary>Gives back what was reserved and not used.</summary>
    public async ValueTask SettleAsync(ContentOrder order, ModelUse reserved, ModelUse used)
        => await ChangeAsync(
            order,
            spent => spent with { Tokens = Math.Max(0, spent.Tokens - reserved.Tokens + used.Tokens), Cost = Math.Max(0, spent.Cost - reserved.Cost + used.Cost) },
            CancellationToken.None).ConfigureAwait(false);

    private async ValueTask<bool> ChangeAsync(ContentOrder order, Func<SpentToday, SpentToday> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var kept = await store.ReadAsync(order.Bot, Key, cancellationToken).ConfigureAwait(false);
            var spent = kept is null ? null : JsonSerializer.Deserialize(kept.Content.Span, ContentStoreJson.Default.SpentToday);
            // A run that goes on past midnight belongs to the day it wrote on.
            if (spent is null || spent.Day < order.Today)
            {
                spent = new SpentToday(order.Today, 0, 0);
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(change(spent), ContentStoreJson.Default.SpentToday);
            if (await store.TryWriteAsync(order.Bot, Key, bytes, kept?.Version ?? 0, KeepFor, cancellationToken).ConfigureAwait(false) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private BotException Spent(string whose, long tokens) => settings.Options.Budget.WhenSpent == ContentSpent.Ask
        ? ContentFailure.Of(ContentErrorCodes.BudgetApproval, $"The budget of {whose} does not suffice: a piece may take {tokens} tokens. The same run with 'approvedTokens' may use more.")
        : ContentFailure.Of(ContentErrorCodes.BudgetSpent, $"The budget of {whose} does not suffice: a piece may take {tokens} tokens.");
}
