using System.Runtime.ExceptionServices;
using BotKit.Benchmarks.Ratios;
using BotKit.Benchmarks.Stages;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Suites;

/// <summary>What it costs to be refused by an open circuit.</summary>
internal static class RefusalSuite
{
    private const string Name = "refusal";
    private const string Typed = "typed run";
    private const string ByName = "run by name";
    private const int Calls = 10_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(RatioOptions options)
    {
        var contestants = new Contestants(LogLevel.Information);
        await using (contestants.ConfigureAwait(false))
        {
            await contestants.OpenCircuitAsync().ConfigureAwait(false);
            var typed = Contestant.Of(Typed, contestants.Refused);
            var byName = Contestant.Of(ByName, contestants.RefusedByName);
            var race = Race.Run(options, [typed, byName]);
            return
            [
                new(Name, Typed, race.Time(Typed), "ns", Target.AtMost(200)),
                new(Name, ByName, race.Time(ByName), "ns", Target.AtMost(200)),
                new(Name, Typed, Allocations.Of(options, typed), "B", Target.AtMost(200)),
                new(Name, ByName + ", with its request", Allocations.Of(options, byName), "B", Target.AtMost(200)),
                new(Name, $"exceptions thrown by {Calls} refusals", Thrown(typed), "count", Target.AtMost(0)),
            ];
        }
    }

    private static int Thrown(Contestant refused)
    {
        var thrown = 0;
        void Count(object? sender, FirstChanceExceptionEventArgs arguments) => Interlocked.Increment(ref thrown);

        AppDomain.CurrentDomain.FirstChanceException += Count;
        refused.Run(Calls);
        AppDomain.CurrentDomain.FirstChanceException -= Count;
        return thrown;
    }
}
