using System.Globalization;
using System.Runtime.InteropServices;
using BotKit.Benchmarks.Suites;

namespace BotKit.Benchmarks.Ratios;

/// <summary>Prints one tab-separated line per figure: suite, name, value, unit, target, verdict.</summary>
internal static class RatiosCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (RatioOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync("Usage: " + RatioOptions.Usage).ConfigureAwait(false);
            return 2;
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; medians of {options.Rounds} rounds{(options.IsSmoke ? ", a smoke run: its verdicts mean nothing" : "")}"))
            .ConfigureAwait(false);
        var shortOf = 0;
        foreach (var suite in new Func<RatioOptions, Task<IReadOnlyList<Figure>>>[]
        {
            RunSuite.QuietAsync, LeanSuite.RunAsync, RefusalSuite.RunAsync, AwaitingSuite.RunAsync, RunSuite.LoudAsync,
        })
        {
            foreach (var figure in await suite(options).ConfigureAwait(false))
            {
                Console.WriteLine(figure);
                shortOf += figure.IsShort ? 1 : 0;
            }
        }

        return shortOf == 0 || options.IsSmoke ? 0 : 1;
    }
}
