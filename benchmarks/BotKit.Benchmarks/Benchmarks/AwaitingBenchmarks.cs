using BenchmarkDotNet.Attributes;
using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Stages;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Benchmarks;

/// <summary>Work that really waits.</summary>
[MemoryDiagnoser]
public class AwaitingBenchmarks
{
    private Contestants _contestants = null!;

    [GlobalSetup]
    public void Setup() => _contestants = new Contestants(LogLevel.Information, awaits: true);

    [GlobalCleanup]
    public async Task Cleanup() => await _contestants.DisposeAsync().ConfigureAwait(false);

    [Benchmark(Baseline = true)]
    public ValueTask<Envelope<LeadScore>> HandWritten() => _contestants.HandWritten();

    [Benchmark]
    public ValueTask<Envelope<LeadScore>> MediatorWithBehaviours() => _contestants.Mediator();

    [Benchmark]
    public ValueTask<BotResult<LeadScore>> Typed() => _contestants.Typed();
}
