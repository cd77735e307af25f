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
    private const int MaxRuns = 500;

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    public decimal CostOf(long inputTokens, long outputTokens)
        => ((inputTokens * settings.Options.Budget.InputPrice) + (outputTokens * settings.Options.Budget.OutputPrice)) / 1_000_000m;

    /// <returns>The day that it is reserved on.</returns>
    /// <exception cref="BotException">What the call could take at most is not there any more.</exception>
    public async ValueTask<DateOnly> ReserveAsync(ContentOrder order, ModelUse asked, CancellationToken cancellationToken)
        => await ChangeAsync(order, spent => Reserve(spent, order, asked), cancellationToken).ConfigureAwait(false)
            ?? throw ContentFailure.Of(ContentErrorCodes.ContentBusy, "Other runs use the budget at this moment.");

    /// <summary>Gives back what was reserved and not used; the day after, only to the run.</summary>
    /// <returns>Whether it was done: others may change the budget all the time.</returns>
    public async ValueTask<bool> SettleAsync(ContentOrder order, DateOnly day, ModelUse reserved, ModelUse used)
        => await ChangeAsync(
            order, spent => Add(spent, order, used.Tokens - reserved.Tokens, used.Cost - reserved.Cost, isToday: spent.Day == day), CancellationToken.None).ConfigureAwait(false) is not null;

    private SpentToday Reserve(SpentToday spent, ContentOrder order, ModelUse asked)
    {
        var budget = settings.Options.Budget;
        var more = budget.WhenSpent == ContentSpent.Ask ? order.ApprovedTokens : 0;
        var moreCost = more * Math.Max(budget.InputPrice, budget.OutputPrice) / 1_000_000m;
        var next = Add(spent, order, asked.Tokens, asked.Cost);
        var run = next.Runs[^1];
        return run.Tokens > budget.TokensPerRun + more || run.Cost > budget.CostPerRun + moreCost ? throw Spent("the run", asked.Tokens)
            : next.Tokens > budget.TokensPerDay + more || next.Cost > budget.CostPerDay + moreCost ? throw Spent("the day", asked.Tokens)
            : next;
    }

    private static SpentToday Add(SpentToday spent, ContentOrder order, long tokens, decimal cost, bool isToday = true)
    {
        var run = spent.Runs.Find(one => one.Run == order.ExecutionId) ?? new RunUse(order.ExecutionId, 0, 0);
        var runs = spent.Runs.FindAll(one => one.Run != order.ExecutionId);
        runs.Add(new RunUse(order.ExecutionId, Math.Max(0, run.Tokens + tokens), Math.Max(0, run.Cost + cost)));
        runs = runs[Math.Max(0, runs.Count - MaxRuns)..];
        return isToday ? new SpentToday(spent.Day, Math.Max(0, spent.Tokens + tokens), Math.Max(0, spent.Cost + cost), runs) : spent with { Runs = runs };
    }

    private async ValueTask<DateOnly?> ChangeAsync(ContentOrder order, Func<SpentToday, SpentToday> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var kept = await store.ReadAsync(order.Bot, Key, cancellationToken).ConfigureAwait(false);
            var spent = kept is null ? null : JsonSerializer.Deserialize(kept.Content.Span, ContentStoreJson.Default.SpentToday);
            // A run that goes on past midnight belongs to the day it wrote on.
            if (spent is null || spent.Day < order.Today)
            {
                spent = new SpentToday(order.Today, 0, 0, spent?.Runs ?? []);
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(change(spent), ContentStoreJson.Default.SpentToday);
            if (await store.TryWriteAsync(order.Bot, Key, bytes, kept?.Version ?? 0, KeepFor, cancellationToken).ConfigureAwait(false) is not null)
            {
                return spent.Day;
            }
        }

        return null;
    }

    private BotException Spent(string whose, long tokens) => settings.Options.Budget.WhenSpent == ContentSpent.Ask
        ? ContentFailure.Of(ContentErrorCodes.BudgetApproval, $"The budget of {whose} does not suffice: a piece may take {tokens} tokens. The same run with 'approvedTokens' may use more.")
        : ContentFailure.Of(ContentErrorCodes.BudgetSpent, $"The budget of {whose} does not suffice: a piece may take {tokens} tokens.");
}
