using System.Globalization;

namespace BotKit.Chaos.Workflows;

/// <summary>What one run of the workflows' kill test does: one process on SQLite, or three on one PostgreSQL, killed again and again.</summary>
internal sealed record WorkflowKillOptions
{
    public const string Verb = "--workflows";

    public string Store { get; init; } = "sqlite";

    /// <summary>How many workflows.</summary>
    public int Count { get; init; } = 200;

    /// <summary>How long the processes work between the kills, all together; that they start again is not counted.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(24);

    /// <summary>How many processes end meanwhile, one after another: three of four by SIGKILL, the others in order.</summary>
    public int Kills { get; init; } = 16;

    /// <summary>Decides on the moments; a failure names it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether some checkpoints are not written though it is said that they are: the test must find that out.</summary>
    public bool Forget { get; init; }

    /// <summary>Whether the files of the test are kept.</summary>
    public bool Keep { get; init; }

    public bool IsPostgres => Store == "postgres";

    public int Workers => IsPostgres ? 3 : 1;

    public static WorkflowKillOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new WorkflowKillOptions();
        for (var i = 1; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--store" => options with { Store = Value(arguments, ref i) },
                "--count" => options with { Count = Number(arguments, ref i) },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(Number(arguments, ref i)) },
                "--kills" => options with { Kills = Number(arguments, ref i) },
                "--seed" => options with { Seed = Number(arguments, ref i) },
                "--forget" => options with { Forget = true },
                "--keep" => options with { Keep = true },
                var unknown => throw new ArgumentException($"'{unknown}' is not known. Known are --store --count --seconds --kills --seed --forget --keep."),
            };
        }

        return options;
    }

    private static int Number(IReadOnlyList<string> arguments, ref int i) => int.Parse(Value(arguments, ref i), CultureInfo.InvariantCulture);

    private static string Value(IReadOnlyList<string> arguments, ref int i)
        => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
}
