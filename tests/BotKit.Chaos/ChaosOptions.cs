using System.Globalization;

namespace BotKit.Chaos;

/// <summary>What one run of the kill test does.</summary>
internal sealed record ChaosOptions
{
    public string Store { get; init; } = "sqlite";

    /// <summary>Runs that are submitted, joined ones not counted.</summary>
    public int Runs { get; init; } = 10_000;

    /// <summary>Processes that end by SIGKILL.</summary>
    public int Kills { get; init; } = 60;

    /// <summary>Decides on the faults and the work; a failure names it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A lease of 2 s in the place of the default of 9 s.</summary>
    public bool Tuned { get; init; }

    /// <summary>Runs that end their process themselves, among the healthy ones.</summary>
    public int Poison { get; init; }

    /// <summary>Whether a recovery that is slower than promised is a violation too, which says something only on a machine that is not busy otherwise.</summary>
    public bool Timed { get; init; }

    /// <summary>Milliseconds from one fault to the next; 0 for the store's usual gap, in which on PostgreSQL few watchers live for a whole lease.</summary>
    public int Gap { get; init; }

    /// <summary>Whether the files of the test are kept.</summary>
    public bool Keep { get; init; }

    public bool IsPostgres => Store == "postgres";

    /// <summary>Worker processes at a time: one owns a SQLite file, three share a PostgreSQL database.</summary>
    public int Workers => IsPostgres ? 3 : 1;

    public TimeSpan Lease => TimeSpan.FromSeconds(Tuned ? 2 : 9);

    public TimeSpan Beat => TimeSpan.FromSeconds(Tuned ? 0.5 : 3);

    public TimeSpan Sweep => TimeSpan.FromSeconds(Tuned ? 0.25 : 1);

    /// <summary>The promised recovery at the 99th percentile, restart included on SQLite.</summary>
    public TimeSpan RecoveryLimit => TimeSpan.FromSeconds(Tuned ? 5 : 12);

    public static ChaosOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ChaosOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--store" => options with { Store = Next(arguments, ref i) is "sqlite" or "postgres" ? arguments[i] : throw new ArgumentException("--store is sqlite or postgres.") },
                "--runs" => options with { Runs = Number(arguments, ref i) },
                "--kills" => options with { Kills = Number(arguments, ref i) },
                "--seed" => options with { Seed = Number(arguments, ref i) },
                "--gap" => options with { Gap = Number(arguments, ref i) },
                "--poison" => options with { Poison = Number(arguments, ref i) },
                "--tuned" => options with { Tuned = true },
                "--timed" => options with { Timed = true },
                "--keep" => options with { Keep = true },
                var unknown => throw new ArgumentException($"'{unknown}' is not known. Known are --store --runs --kills --seed --gap --poison --tuned --timed --keep."),
            };
        }

        return options;
    }

    private static int Number(IReadOnlyList<string> arguments, ref int i) => int.Parse(Next(arguments, ref i), CultureInfo.InvariantCulture);

    private static string Next(IReadOnlyList<string> arguments, ref int i)
        => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
}
