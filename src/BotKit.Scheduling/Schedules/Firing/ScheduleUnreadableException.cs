namespace BotKit.Scheduling.Schedules;

/// <summary>This node cannot tell when a schedule is due.</summary>
/// <param name="path">The field of its definition that it does not understand.</param>
/// <param name="message">Why, as a sentence.</param>
internal sealed class ScheduleUnreadableException(string path, string message) : Exception(message)
{
    public string Field => path;
}
