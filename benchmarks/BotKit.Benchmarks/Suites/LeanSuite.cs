using BotKit.Benchmarks.Ratios;
using BotKit.Benchmarks.Stages;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Suites;

/// <summary>A bot without retry, timeout and validator pays for none of them.</summary>
internal static class LeanSuite
{
    private const string Name = "lean-bot";
    private const string Full = "with retry, timeout and validator";
    private const string Lean = "without";
    private const string Validator = "validator alone";

    public static async Task<IReadOnlyList<Figure>> RunAsync(RatioOptions options)
    {
        var contestants = new Contestants(LogLevel.Information);
        await using (contestants.ConfigureAwait(false))
        {
            var full = Contestant.Of(Full, contestants.Typed);
            var lean = Contestant.Of(Lean, contestants.Lean);
            var validator = Contestant.Of(Validator, contestants.Validator);
            var race = Race.Run(options, [full, lean, validator]);
            var fullBytes = Allocations.Of(options, full);
            var validatorBytes = Allocations.Of(options, validator);
            return
            [
                new(Name, Full, race.Time(Full), "ns"),
                new(Name, Lean, race.Time(Lean), "ns"),
                new(Name, "time spared / time of the validator", (race.Time(Full) - race.Time(Lean)) / race.Time(Validator), "ratio", Target.AtLeast(1)),
                new(Name, Full, fullBytes, "B"),
                new(Name, Lean, Allocations.Of(options, lean), "B", Target.AtMost(fullBytes - validatorBytes)),
            ];
        }
    }
}
