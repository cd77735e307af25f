using System.Globalization;

namespace BotKit.Chaos.Workflows;

/// <summary>What a process that runs workflows is told when it starts.</summary>
/// <param name="Slot">Which of the processes it is.</param>
/// <param name="Connection">How it reaches the store.</param>
/// <param name="Folder">Where the history is.</param>
/// <param name="Options">What the test does.</param>
internal sealed record WorkflowWorkerArguments(int Slot, string Connection, string Folder, WorkflowKillOptions Options)
{
    public const string Verb = "--workflow-worker";

    public string Name => string.Create(CultureInfo.InvariantCulture, $"w{Slot}-{Environment.ProcessId}");

    public string HistoryPath => Path.Combine(Folder, "history.log");

    public IEnumerable<string> ToArguments()
    {
        string[] arguments =
        [
            Verb, Number(Slot), Connection, Folder,
            "--store", Options.Store, "--count", Number(Options.Count), "--seconds", Number((int)Options.Time.TotalSeconds), "--seed", Number(Options.Seed),
        ];
        return Options.Forget ? [.. arguments, "--forget"] : arguments;
    }

    public static WorkflowWorkerArguments Parse(IReadOnlyList<string> arguments)
        => new(int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2], arguments[3], WorkflowKillOptions.Parse([.. arguments.Skip(3)]));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
