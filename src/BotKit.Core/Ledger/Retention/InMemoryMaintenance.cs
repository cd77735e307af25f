namespace BotKit.Ledger;

/// <summary>The in-memory stores bound themselves; what is left are values and interrupted runs whose time is over.</summary>
internal sealed class InMemoryMaintenance(InMemoryRuns runs, InMemoryDataStore data) : IBotMaintenance
{
    public ValueTask<int> CleanAsync(RetentionOptions options, CancellationToken cancellationToken)
    {
        var done = data.Clean(options.BatchSize);
        lock (runs.Gate)
        {
            var now = runs.Now;
            var over = runs.Held
                .Where(run => run is { IsDirect: true, Owner: null } && run.CreatedAt + run.Submission.KeyLifetime <= now)
                .Take(options.BatchSize)
                .ToArray();
            foreach (var run in over)
            {
                runs.End(run, BotStatus.Failed, BotErrorCodes.Interrupted, HandOutEnd.Lost, now);
            }

            return new(done + over.Length);
        }
    }
}
