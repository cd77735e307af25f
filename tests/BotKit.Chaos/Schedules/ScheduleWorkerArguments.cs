using System.Globalization;

namespace BotKit.Chaos.Schedules;

/// <summary>What a process that fires schedules is told when it starts.</summary>
/// <param name="Slot">Which of the processes it is.</param>
/// <param name="Connection">How it reaches the store.</param>
/// <param name="Folder">Where the history is.</param>
/// <param name="Count">How many schedules it declares.</param>
/// <param name="Skew">How far its clock is off.</param>
internal sealed record ScheduleWorkerArguments(int Slot, string Connection, string Folder, int Count, TimeSpan Skew)
{
    public const string Verb = "--schedule-worker";

    public string Name => string.Create(CultureInfo.InvariantCulture, $"w{Slot}-{Environment.ProcessId}");

    public string HistoryPath => Path.Combine(Folder, "history.log");

    public IEnumerable<string> ToArguments()
        =>
        [
            Verb,
            Slot.ToString(CultureInfo.InvariantCulture),
            Connection,
            Folder,
            Count.ToString(CultureInfo.InvariantCulture),
            Skew.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ];

    public static ScheduleWorkerArguments Parse(IReadOnlyList<string> arguments)
        => new(
            int.Parse(arguments[1], CultureInfo.InvariantCulture),
            arguments[2],
            arguments[3],
            int.Parse(arguments[4], CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(double.Parse(arguments[5], CultureInfo.InvariantCulture)));
}
