using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Makes runs of past instants that have none.</summary>
internal sealed class Backfill(IBotScheduleStore store, ScheduleTimings timings, Func<ScheduledBots> bots, TimeProvider clock)
{
    /// <exception cref="BotScheduleException">The range is not one.</exception>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    public async ValueTask<BotBackfill?> RunAsync(string id, DateTimeOffset from, DateTimeOffset to, bool dryRun, CancellationToken cancellationToken)
    {
        if (to < from)
        {
            throw Refused(new("to", "The end must not be before the start.", "range"));
        }

        BotBackfill? done = null;
        BotFieldError? problem = null;
        _ = await store.ChangeOccurrencesAsync(
            id,
            from,
            to,
            view =>
            {
                (done, problem) = (null, null);
                if (view.Schedule.IsRetired)
                {
                    return null;
                }

                try
                {
                    var range = BackfillRange.Read(view, timings, from, to);
                    problem = to > view.Now ? new BotFieldError("to", "The end must not be in the future.", "range")
                        : range.Count > BackfillRange.MaxInstants ? new BotFieldError("to", $"The range holds more than {BackfillRange.MaxInstants} instants.", "range")
                        : null;
                    if (problem is not null)
                    {
                        return null;
                    }

                    done = new BotBackfill([.. range.Due.Keys], range.Already, dryRun);
                    return dryRun || range.Due.Count == 0 ? null : Step(view, range);
                }
                catch (ScheduleUnreadableException exception)
                {
                    problem = new BotFieldError(exception.Field, exception.Message, "unreadable");
                    return null;
                }
            },
            cancellationToken).ConfigureAwait(false);
        return problem is null ? done : throw Refused(problem);
    }

    private ScheduleStep Step(ScheduleView view, BackfillRange range)
    {
        var schedule = view.Schedule;
        var definition = schedule.Definition;
        var runs = new List<RunSubmission>();
        if (definition.Overlap == BotOverlapPolicy.Allow && bots().Find(definition.Bot) is { } bot)
        {
            var context = FireContext.Of(timings.Of(schedule), bot);
            foreach (var (due, row) in range.Due)
            {
                var run = ScheduleRuns.Make(definition, due, ExecutionIds.Create(view.Now), context);
                runs.Add(run);
                range.Rows[due] = row with { State = BotOccurrenceState.Ran, ExecutionId = run.ExecutionId };
            }
        }

        var last = range.Due.Keys.Max();
        return new ScheduleStep(schedule with
        {
            // Whoever fires starts the first of those that wait, where nothing of the schedule runs.
            WakeAt = runs.Count > 0 ? schedule.WakeAt : view.Now,
            LastRun = runs.Count > 0 && !(last < schedule.LastRunDue) ? runs[^1].ExecutionId : schedule.LastRun,
            LastRunDue = runs.Count > 0 && !(last < schedule.LastRunDue) ? last : schedule.LastRunDue,
        })
        {
            Occurrences = [.. range.Rows.Values],
            Runs = runs,
        };
    }

    private BotScheduleException Refused(BotFieldError problem) => Refusals.Invalid([problem], clock.GetUtcNow());
}
