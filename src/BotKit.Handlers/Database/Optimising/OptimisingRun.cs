namespace BotKit.Handlers.Database;

/// <summary>Takes the steps, one after the other; one that does not fit its budget does not keep the others from theirs.</summary>
internal sealed class OptimisingRun(DatabaseEntry entry, TimeProvider timeProvider)
{
    public async ValueTask<DatabaseOptimisation> RunAsync(
        IOptimisingTarget target, bool reindex, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        await using (target.ConfigureAwait(false))
        {
            var before = await target.MeasureAsync(cancellationToken).ConfigureAwait(false);
            var tasks = await target.PlanAsync(reindex, cancellationToken).ConfigureAwait(false);
            var steps = new List<OptimisationStep>(tasks.Count);
            foreach (var task in tasks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new DatabaseProgress((double)steps.Count / tasks.Count, $"{task.Step} {task.Target}"));
                var started = timeProvider.GetTimestamp();
                var outcome = await target.RunAsync(task, cancellationToken).ConfigureAwait(false);
                steps.Add(new OptimisationStep(task.Step, task.Target, outcome, timeProvider.GetElapsedTime(started).TotalMilliseconds));
            }

            var after = await target.MeasureAsync(cancellationToken).ConfigureAwait(false);
            return new DatabaseOptimisation { Database = entry.Name, Steps = steps, BytesBefore = before, BytesAfter = after };
        }
    }

    public async ValueTask<DatabaseOptimisationPlan> PlanAsync(IOptimisingTarget target, bool reindex, CancellationToken cancellationToken)
    {
        await using (target.ConfigureAwait(false))
        {
            var tasks = await target.PlanAsync(reindex, cancellationToken).ConfigureAwait(false);
            return new DatabaseOptimisationPlan
            {
                Database = entry.Name,
                Steps = [.. tasks.Select(static task => new PlannedOptimisationStep(task.Step, task.Target))],
                Bytes = await target.MeasureAsync(cancellationToken).ConfigureAwait(false),
            };
        }
    }
}
