using BenchmarkDotNet.Attributes;
using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Listening;
using BotKit.Benchmarks.Stages;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Benchmarks;

/// <summary>One run by every contestant, with no listener and with all of them.</summary>
[MemoryDiagnoser]
public class RunBenchmarks
{
    private Contestants _contestants = null!;
    private Listeners? _listeners;

    [Params(false, true)]
    public bool HasListeners { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _listeners = HasListeners ? new Listeners() : null;
        _contestants = new Contestants(HasListeners ? LogLevel.Trace : LogLevel.Information);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _contestants.DisposeAsync().ConfigureAwait(false);
        _listeners?.Dispose();
    }

    [Benchmark]
    public object DirectCall() => _contestants.Direct();

    [Benchmark]
    public object ValidatorAlone() => _contestants.Validator();

    [Benchmark(Baseline = true)]
    public ValueTask<Envelope<LeadScore>> HandWritten() => _contestants.HandWritten();

    [Benchmark]
    public ValueTask<Envelope<LeadScore>> HandWrittenWithOutcomes() => _contestants.Tuned();

    [Benchmark]
    public ValueTask<Envelope<LeadScore>> MediatorWithBehaviours() => _contestants.Mediator();

    [Benchmark]
    public ValueTask<BotResult<LeadScore>> Typed() => _contestants.Typed();

    [Benchmark]
    public ValueTask<BotResult> ByName() => _contestants.ByName();

    [Benchmark]
    public ValueTask<BotResult> ByNameWithJson() => _contestants.ByJson();

    [Benchmark]
    public ValueTask<BotResult<LeadScore>> LeanBot() => _contestants.Lean();
}
