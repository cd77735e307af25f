using BotKit.Schedules;

namespace BotKit.Storage.Schedules;

/// <summary>The rows of schedules in an open transaction: each database has its own way with many of them.</summary>
internal abstract class ScheduleRows
{
    /// <summary>How many schedules are decided about before they are written. Default all.</summary>
    public virtual int Chunk => int.MaxValue;

    /// <summary>Schedules to deal with, held against everybody else; those that others hold are left out.</summary>
    public abstract IReadOnlyList<BotSchedule> TakeDue(ScheduleFireRequest request);

    /// <summary>Schedules by id, held against everybody else.</summary>
    public abstract IReadOnlyList<BotSchedule> Take(IReadOnlyList<string> ids);

    /// <summary>What is known of schedules that are held, in their order.</summary>
    public abstract IReadOnlyList<ScheduleFacts> Look(IReadOnlyList<BotSchedule> schedules);

    /// <summary>How many more runs of a bot may wait.</summary>
    public abstract int Room(string bot, int max);

    /// <summary>The occurrences that touch a range, earliest first.</summary>
    public abstract IReadOnlyList<BotOccurrence> Touching(string id, DateTimeOffset from, DateTimeOffset to, int count);

    public abstract void Write(ScheduleWrites writes);

    /// <summary>Reads when the next schedule of the asked bots must be looked at, at the latest with the commit.</summary>
    public abstract void ReadNext(ScheduleFireRequest request, Action<long?> read);

    /// <summary>What is written from now on can be undone.</summary>
    public virtual void Mark()
    {
    }

    /// <summary>Undoes what was written since.</summary>
    public virtual void Undo()
    {
    }
}
