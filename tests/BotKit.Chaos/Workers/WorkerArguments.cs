using System.Globalization;

namespace BotKit.Chaos.Workers;

/// <summary>What a worker process is told when it starts.</summary>
/// <param name="Slot">Which of the workers it is.</param>
/// <param name="Connection">How it reaches the store.</param>
/// <param name="Folder">Where the history is.</param>
/// <param name="Pace">Milliseconds between two submissions.</param>
/// <param name="Crash">The moment at which it is killed, or a dash.</param>
/// <param name="Options">The kill test.</param>
internal sealed record WorkerArguments(int Slot, string Connection, string Folder, double Pace, string Crash, ChaosOptions Options)
{
    public const string Verb = "--worker";

    public string Name => string.Create(CultureInfo.InvariantCulture, $"w{Slot}-{Environment.ProcessId}");

    public string HistoryPath => Path.Combine(Folder, "history.log");

    public IEnumerable<string> ToArguments()
    {
        yield return Verb;
        yield return Slot.ToString(CultureInfo.InvariantCulture);
        yield return Connection;
        yield return Folder;
        yield return Pace.ToString(CultureInfo.InvariantCulture);
        yield return Crash;
        yield return "--store";
        yield return Options.Store;
        yield return "--runs";
        yield return Options.Runs.ToString(CultureInfo.InvariantCulture);
        yield return "--seed";
        yield return Options.Seed.ToString(CultureInfo.InvariantCulture);
        yield return "--poison";
        yield return Options.Poison.ToString(CultureInfo.InvariantCulture);
        if (Options.Tuned)
        {
            yield return "--tuned";
        }
    }

    public static WorkerArguments Parse(IReadOnlyList<string> arguments)
        => new(
            int.Parse(arguments[1], CultureInfo.InvariantCulture),
            arguments[2],
            arguments[3],
            double.Parse(arguments[4], CultureInfo.InvariantCulture),
            arguments[5],
            ChaosOptions.Parse([.. arguments.Skip(6)]));
}
