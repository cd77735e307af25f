using System.Globalization;

namespace BotKit.Chaos.Schedules;

/// <summary>What one run of the schedules' kill test does: three processes on one PostgreSQL fire the same schedules.</summary>
internal sealed record ScheduleOptions
{
    public const string Verb = "--schedules";

    /// <summary>How many schedules.</summary>
    public int Count { get; init; } = 200;

    /// <summary>For how long they are fired, without the outage.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many processes are killed meanwhile, one after another.</summary>
    public int Kills { get; init; } = 3;

    /// <summary>For how long all processes are gone at once; zero for not at all.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far the clock of the last process is off.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The promised lateness of starts, outside the kills, at the 99th percentile.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the files of the test are kept.</summary>
    public bool Keep { get; init; }

    public static ScheduleOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ScheduleOptions();
        for (var i = 1; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--count" => options with { Count = Number(arguments, ref i) },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(Number(arguments, ref i)) },
                "--kills" => options with { Kills = Number(arguments, ref i) },
                "--outage" => options with { Outage = TimeSpan.FromSeconds(Number(arguments, ref i)) },
                "--skew" => options with { Skew = TimeSpan.FromSeconds(Number(arguments, ref i)) },
                "--lateness" => options with { Lateness = TimeSpan.FromSeconds(Number(arguments, ref i)) },
                "--keep" => options with { Keep = true },
                var unknown => throw new ArgumentException($"'{unknown}' is not known. Known are --count --seconds --kills --outage --skew --lateness --keep."),
            };
        }

        return options;
    }

    private static int Number(IReadOnlyList<string> arguments, ref int i)
        => ++i < arguments.Count ? int.Parse(arguments[i], CultureInfo.InvariantCulture) : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
}
