using BotKit.Benchmarks.Ratios;
using BotKit.Benchmarks.Stages;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Suites;

/// <summary>Work that really waits, so that whoever called is called back from another thread.</summary>
internal static class AwaitingSuite
{
    private const string Name = "awaiting";

    public static async Task<IReadOnlyList<Figure>> RunAsync(RatioOptions options)
    {
        var contestants = new Contestants(LogLevel.Information, awaits: true);
        await using (contestants.ConfigureAwait(false))
        {
            var handWritten = await Allocations.OfAsync(options, contestants.HandWritten).ConfigureAwait(false);
            var mediator = await Allocations.OfAsync(options, contestants.Mediator).ConfigureAwait(false);
            var typed = await Allocations.OfAsync(options, contestants.Typed).ConfigureAwait(false);
            return
            [
                new(Name, "hand-written", handWritten, "B"),
                new(Name, "Mediator with behaviours", mediator, "B"),
                new(Name, "typed run", typed, "B"),
                new(Name, "bytes of typed run / hand-written", typed / handWritten, "ratio", Target.Below(0.70)),
                new(Name, "bytes of typed run / Mediator with behaviours", typed / mediator, "ratio"),
            ];
        }
    }
}
