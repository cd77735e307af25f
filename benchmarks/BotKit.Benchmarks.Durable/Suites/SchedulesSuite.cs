using BotKit.Benchmarks.Ratios;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>Schedules: many registered, and what the next occurrence costs.</summary>
internal static class SchedulesSuite
{
    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        foreach (var figure in OccurrenceCost.Run(options))
        {
            yield return figure;
        }

        await foreach (var figure in RegistrationCost.RunAsync(options).ConfigureAwait(false))
        {
            yield return figure;
        }
    }
}
