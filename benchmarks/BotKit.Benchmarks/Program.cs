using BenchmarkDotNet.Running;
using BotKit.Benchmarks.Ratios;

if (args is ["ratios", ..])
{
    return await RatiosCommand.RunAsync(args[1..]).ConfigureAwait(false);
}

BenchmarkSwitcher.FromAssembly(typeof(RatiosCommand).Assembly).Run(args);
return 0;
