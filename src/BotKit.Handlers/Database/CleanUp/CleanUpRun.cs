namespace BotKit.Handlers.Database;

/// <summary>Applies rules, one after the other.</summary>
internal sealed class CleanUpRun(TimeProvider timeProvider)
{
    public async ValueTask<DatabaseCleanUp> RemoveAsync(
        DatabaseEntry entry,
        IReadOnlyList<CleanUpRule> rules,
        Func<CleanUpRule, ValueTask<ICleanUpTable>> open,
        IProgress<DatabaseProgress>? progress,
        CancellationToken cancellationToken)
    {
        var results = new List<CleanUpRuleResult>();
        foreach (var (table, walk, rule) in await OpenAllAsync(rules, open).ConfigureAwait(false))
        {
            await using (table.ConfigureAwait(false))
            {
                await walk.RunAsync(remove: true, Report(progress, results.Count, rules.Count, walk, rule), cancellationToken).ConfigureAwait(false);
                results.Add(new CleanUpRuleResult
                {
                    Rule = rule.Name,
                    Table = table.Name,
                    Before = rule.Before,
                    Removed = walk.Removed,
                    Locked = walk.Matched - walk.Removed,
                    Batches = walk.Batches,
                    LongestLockMilliseconds = walk.Longest.TotalMilliseconds,
                });
            }
        }

        return new DatabaseCleanUp { Database = entry.Name, Rules = results };
    }

    public async ValueTask<DatabaseCleanUpPlan> CountAsync(
        DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, Func<CleanUpRule, ValueTask<ICleanUpTable>> open, CancellationToken cancellationToken)
    {
        var plans = new List<CleanUpRulePlan>();
        foreach (var (table, walk, rule) in await OpenAllAsync(rules, open).ConfigureAwait(false))
        {
            await using (table.ConfigureAwait(false))
            {
                await walk.RunAsync(remove: false, static _ => { }, cancellationToken).ConfigureAwait(false);
                plans.Add(new CleanUpRulePlan(rule.Name, table.Name, rule.Before, walk.Matched));
            }
        }

        return new DatabaseCleanUpPlan { Database = entry.Name, Rules = plans };
    }

    // All rules are known to be good before the first of them removes a row.
    private async ValueTask<List<(ICleanUpTable Table, CleanUpWalk Walk, CleanUpRule Rule)>> OpenAllAsync(
        IReadOnlyList<CleanUpRule> rules, Func<CleanUpRule, ValueTask<ICleanUpTable>> open)
    {
        var opened = new List<(ICleanUpTable Table, CleanUpWalk, CleanUpRule)>();
        try
        {
            foreach (var rule in rules)
            {
                var table = await open(rule).ConfigureAwait(false);
                opened.Add((table, new CleanUpWalk(table, timeProvider), rule));
            }

            return opened;
        }
        catch
        {
            foreach (var (table, _, _) in opened)
            {
                await table.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static Action<double?> Report(IProgress<DatabaseProgress>? progress, int done, int rules, CleanUpWalk walk, CleanUpRule rule)
        => fraction => progress?.Report(new DatabaseProgress((done + (fraction ?? 0)) / rules, $"{rule.Name}: {walk.Removed} rows removed"));
}
