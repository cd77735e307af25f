using BotKit.Benchmarks.Listening;
using BotKit.Benchmarks.Ratios;
using BotKit.Benchmarks.Stages;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Suites;

/// <summary>One run by every contestant: with no listener (logging as a host has it, Debug off), or with all of them.</summary>
internal static class RunSuite
{
    private const string Quiet = "no-listener";
    private const string Loud = "all-listeners";

    private const string HandWritten = "hand-written";
    private const string Tuned = "hand-written with Polly's outcomes";
    private const string Mediator = "Mediator with behaviours";
    private const string Typed = "typed run";
    private const string ByName = "run by name";
    private const string ByJson = "run by name with JSON";

    public static async Task<IReadOnlyList<Figure>> QuietAsync(RatioOptions options)
    {
        var contestants = new Contestants(LogLevel.Information);
        await using (contestants.ConfigureAwait(false))
        {
            await Fairness.CheckAsync(contestants, null).ConfigureAwait(false);
            var (race, bytes, figures) = Measure(options, Quiet, contestants);
            figures.AddRange(
            [
                new(Quiet, Of(Typed, HandWritten), race.Ratio(Typed, HandWritten), "ratio", Target.AtMost(0.60)),
                new(Quiet, Of(Typed, Mediator), race.Ratio(Typed, Mediator), "ratio", Target.AtMost(0.65)),
                new(Quiet, Of(ByName, HandWritten), race.Ratio(ByName, HandWritten), "ratio", Target.AtMost(0.65)),
                new(Quiet, Of(ByJson, HandWritten), race.Ratio(ByJson, HandWritten), "ratio"),
                new(Quiet, Of(Typed, Tuned), race.Ratio(Typed, Tuned), "ratio"),
                new(Quiet, Of(Typed, HandWritten) + ", with collections", race.MeanRatio(Typed, HandWritten), "ratio"),
                new(Quiet, "bytes of " + Of(Typed, HandWritten), bytes[Typed] / bytes[HandWritten], "ratio", Target.AtMost(1.10)),
            ]);
            return figures;
        }
    }

    public static async Task<IReadOnlyList<Figure>> LoudAsync(RatioOptions options)
    {
        using var listeners = new Listeners();
        var contestants = new Contestants(LogLevel.Trace);
        await using (contestants.ConfigureAwait(false))
        {
            await Fairness.CheckAsync(contestants, listeners).ConfigureAwait(false);
            var (race, bytes, figures) = Measure(options, Loud, contestants);
            figures.AddRange(
            [
                new(Loud, Of(Typed, HandWritten), race.Ratio(Typed, HandWritten), "ratio"),
                new(Loud, Of(Typed, Mediator), race.Ratio(Typed, Mediator), "ratio"),
                new(Loud, Of(ByName, HandWritten), race.Ratio(ByName, HandWritten), "ratio"),
                new(Loud, "bytes of a " + Typed, bytes[Typed], "B", Target.AtMost(1750)),
            ]);
            return figures;
        }
    }

    private static (Race Race, Dictionary<string, double> Bytes, List<Figure> Figures) Measure(
        RatioOptions options, string suite, Contestants contestants)
    {
        Contestant[] all =
        [
            Contestant.Of("direct call", contestants.Direct),
            Contestant.Of("validator alone", contestants.Validator),
            Contestant.Of(HandWritten, contestants.HandWritten),
            Contestant.Of(Tuned, contestants.Tuned),
            Contestant.Of(Mediator, contestants.Mediator),
            Contestant.Of(Typed, contestants.Typed),
            Contestant.Of(ByName, contestants.ByName),
            Contestant.Of(ByJson, contestants.ByJson),
        ];
        var race = Race.Run(options, all);
        var bytes = all.ToDictionary(static one => one.Name, one => Allocations.Of(options, one));
        List<Figure> figures =
        [
            .. all.Select(one => new Figure(suite, one.Name, race.Time(one.Name), "ns")),
            .. all.Select(one => new Figure(suite, one.Name, bytes[one.Name], "B")),
        ];
        return (race, bytes, figures);
    }

    private static string Of(string contestant, string other) => $"{contestant} / {other}";
}
