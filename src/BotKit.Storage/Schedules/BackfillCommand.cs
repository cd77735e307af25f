using BotKit.Schedules;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>Changes what became of a range of instants.</summary>
internal sealed class BackfillCommand(string id, DateTimeOffset from, DateTimeOffset to, Func<ScheduleView, ScheduleStep?> change)
    : ColdCommand<ScheduleStep?>(1)
{
    private const int MaxTouching = 20_000;

    private ScheduleStep? _written;

    public override void Execute(StoreSession session)
    {
        var rows = session.Schedules;
        if (rows.Take([id]) is not [var schedule])
        {
            Answer(null);
            return;
        }

        var facts = rows.Look([schedule])[0];
        var view = new ScheduleView
        {
            Schedule = schedule,
            Now = Instants.From(session.Now),
            OpenRuns = facts.OpenRuns,
            WaitingCount = facts.Waiting,
            Latest = facts.Latest,
            Occurrences = rows.Touching(id, from, to, MaxTouching),
        };
        if (IsOutcomeUnknown && _written is { } written && IsDone(written, view))
        {
            Answer(written);
            return;
        }

        try
        {
            _written = Decision.Of(() =>
            {
                var decided = change(view);
                if (decided is not null)
                {
                    StepRules.ThrowIfInvalid(id, decided);
                }

                return decided;
            });
        }
        catch (DecisionException exception)
        {
            Refuse(exception.InnerException!);
            return;
        }

        if (_written is { } step)
        {
            var writes = new ScheduleWrites();
            writes.Add(schedule, step);
            rows.Write(writes);
        }

        Answer(_written);
    }

    // Every occurrence that was written is there as it was written.
    private static bool IsDone(ScheduleStep written, ScheduleView view)
        => SameSchedule.Are(written.Schedule, view.Schedule)
            && written.Occurrences.All(view.Occurrences.ToDictionary(static it => it.Due) is var there
                ? it => there.TryGetValue(it.Due, out var kept) && kept == it
                : static _ => false);
}
