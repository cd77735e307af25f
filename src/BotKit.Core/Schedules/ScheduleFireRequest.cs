namespace BotKit.Schedules;

/// <summary>Which due schedules a node wants to fire.</summary>
/// <param name="Bots">The bots whose schedules it fires.</param>
/// <param name="Max">How many schedules at most in one transaction, 1 to 1,000.</param>
public sealed record ScheduleFireRequest(IReadOnlyList<string> Bots, int Max)
{
    /// <summary>Schedules to look at whether or not they are due, because a run of theirs has ended. Default none.</summary>
    public IReadOnlyList<string> Ended { get; init; } = [];

    /// <summary>Schedules of <see cref="Bots"/> that this node must leave to others, such as those it cannot read. Default none.</summary>
    public IReadOnlyCollection<string> Except { get; init; } = [];

    /// <summary>How many runs of a bot may wait in the queue, for <see cref="ScheduleView.QueueRoom"/>. Default no limit.</summary>
    public IReadOnlyDictionary<string, int> MaxQueued { get; init; } = new Dictionary<string, int>();
}
