using BenchmarkDotNet.Attributes;
using BotKit.Benchmarks.Stages;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Benchmarks;

/// <summary>Runs that an open circuit refuses.</summary>
[MemoryDiagnoser]
public class RefusalBenchmarks
{
    private Contestants _contestants = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _contestants = new Contestants(LogLevel.Information);
        await _contestants.OpenCircuitAsync().ConfigureAwait(false);
    }

    [GlobalCleanup]
    public async Task Cleanup() => await _contestants.DisposeAsync().ConfigureAwait(false);

    [Benchmark]
    public ValueTask<BotResult<LeadScore>> Typed() => _contestants.Refused();

    [Benchmark]
    public ValueTask<BotResult> ByName() => _contestants.RefusedByName();
}
