using BotKit.Schedules;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>Deals with due schedules. Done again after a commit whose answer was lost, it finds what is still due.</summary>
internal sealed class FireCommand(ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide) : ColdCommand<ScheduleFireBatch>(request.Max)
{
    /// <summary>Whether runs were put into the queue, by this or by an attempt that was not answered.</summary>
    public bool HasQueued { get; private set; }

    public override void Execute(StoreSession session)
    {
        var rows = session.Schedules;
        var held = rows.TakeDue(request);
        var queue = new QueuedRuns(rows, request.MaxQueued);
        var done = 0;
        try
        {
            rows.Mark();
            while (done < held.Count && (done == 0 || !session.IsOverdue))
            {
                var chunk = done == 0 && held.Count <= rows.Chunk ? held : [.. held.Skip(done).Take(rows.Chunk)];
                rows.Write(Decide(session, rows, chunk, queue));
                done += chunk.Count;
            }
        }
        catch (DecisionException exception)
        {
            rows.Undo();
            Refuse(exception.InnerException!);
            return;
        }

        HasQueued |= queue.Any;
        var now = session.Now;
        rows.ReadNext(request, next => Answer(new ScheduleFireBatch(
            Instants.From(now),
            done,
            next is { } at ? TimeSpan.FromMilliseconds(at - now) : null)));
    }

    private ScheduleWrites Decide(StoreSession session, ScheduleRows rows, IReadOnlyList<BotSchedule> schedules, QueuedRuns queue)
    {
        var writes = new ScheduleWrites();
        var facts = rows.Look(schedules);
        for (var i = 0; i < schedules.Count; i++)
        {
            var schedule = schedules[i];
            var view = new ScheduleView
            {
                Schedule = schedule,
                Now = Instants.From(session.Now),
                OpenRuns = facts[i].OpenRuns,
                WaitingCount = facts[i].Waiting,
                NextWaiting = facts[i].NextWaiting,
                Latest = facts[i].Latest,
                QueueRoom = queue.Room(schedule.Definition.Bot),
            };
            var step = Decision.Of(() =>
            {
                var decided = decide(view);
                StepRules.ThrowIfInvalid(schedule.Definition.Id, decided);
                return decided;
            });
            writes.Add(schedule, step);
            queue.Add(step.Runs);
        }

        return writes;
    }
}
