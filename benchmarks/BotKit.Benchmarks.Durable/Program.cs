using System.Runtime.InteropServices;
using BotKit.Benchmarks.Durable;
using BotKit.Benchmarks.Durable.Suites;
using BotKit.Benchmarks.Ratios;

if (args is ["worker", var connectionString])
{
    return await WakeSuite.WorkAsync(connectionString).ConfigureAwait(false);
}

if (args is not ["ratios", ..] || DurableOptions.Parse(args.AsSpan(1)) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: " + DurableOptions.Usage).ConfigureAwait(false);
    return 2;
}

await Console.Error.WriteLineAsync(
    $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; medians of {options.Rounds} rounds{(options.IsSmoke ? ", a smoke run: its verdicts mean nothing" : "")}")
    .ConfigureAwait(false);
var isShort = false;
foreach (var (name, suite) in new (string Name, Func<DurableOptions, IAsyncEnumerable<Figure>> Suite)[]
{
    ("sqlite", SqliteSuite.RunAsync), ("enqueue", EnqueueSuite.RunAsync), ("drain", DrainSuite.RunAsync),
    ("idle", WakeSuite.RunAsync), ("claim", ClaimSuite.RunAsync), ("growth", GrowthSuite.RunAsync),
    ("schedules", SchedulesSuite.RunAsync), ("burst", BurstSuite.RunAsync),
})
{
    if (options.Only is { } only && only != name)
    {
        continue;
    }

    await foreach (var figure in suite(options).ConfigureAwait(false))
    {
        Console.WriteLine(figure);
        isShort |= figure.IsShort;
    }
}

return isShort && !options.IsSmoke ? 1 : 0;
