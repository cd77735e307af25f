using BotKit.Schedules;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>Makes and changes schedules.</summary>
internal sealed class ChangeCommand(IReadOnlyList<string> ids, Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change)
    : ColdCommand<IReadOnlyList<BotSchedule?>>(ids.Count)
{
    private BotSchedule?[]? _written;

    public override void Execute(StoreSession session)
    {
        var rows = session.Schedules;
        var present = rows.Take(ids).ToDictionary(static it => it.Definition.Id, StringComparer.Ordinal);
        if (IsOutcomeUnknown && _written is { } written && IsDone(written, present))
        {
            Answer(written);
            return;
        }

        try
        {
            var writes = new ScheduleWrites();
            var now = Instants.From(session.Now);
            _written = [.. ids.Select(id => Decide(id, present.GetValueOrDefault(id), now, writes))];
            rows.Write(writes);
            Answer(_written);
        }
        catch (DecisionException exception)
        {
            _written = null;
            Refuse(exception.InnerException!);
        }
    }

    private BotSchedule? Decide(string id, BotSchedule? present, DateTimeOffset now, ScheduleWrites writes)
    {
        var after = Decision.Of(() =>
        {
            var decided = change(id, present, now) ?? present;
            StepRules.ThrowIfOther(id, decided);
            return decided;
        });
        if (after is not null)
        {
            writes.Add(present, after);
        }

        return after;
    }

    private bool IsDone(BotSchedule?[] written, Dictionary<string, BotSchedule> present)
    {
        for (var i = 0; i < written.Length; i++)
        {
            if (!SameSchedule.Are(written[i], present.GetValueOrDefault(ids[i])))
            {
                return false;
            }
        }

        return true;
    }
}
