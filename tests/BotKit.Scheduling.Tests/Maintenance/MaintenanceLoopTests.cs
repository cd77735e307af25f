using BotKit.Ledger;
using BotKit.Scheduling.Maintenance;
using BotKit.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Maintenance;

public sealed class MaintenanceLoopTests
{
    private readonly BotTestClock _clock = new();
    private readonly Cleaned _store = new();

    [Fact]
    public async Task RunAsync_EveryRound_CleansBatchByBatchUntilNothingIsLeft()
    {
        _store.Batches = new([500, 500, 20, 0]);

        await using var running = Start();
        await PassAsync(() => _store.Calls >= 4);

        _store.Batches.Should().BeEmpty();
        _store.At[1].Should().BeAfter(_store.At[0], "it rests between batches, off the hot path");
    }

    [Fact]
    public async Task RunAsync_StoreThrows_TriesAgainNextRound()
    {
        _store.Failures = 1;

        await using var running = Start();
        await PassAsync(() => _store.Calls >= 2);

        (_store.At[1] - _store.At[0]).Should().BeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task RunAsync_NothingToDo_AsksOnceARound()
    {
        await using var running = Start();
        await PassAsync(() => _store.Calls >= 10);

        (_store.At[9] - _store.At[0]).Should().BeCloseTo(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(2));
    }

    private Running Start()
    {
        _store.Clock = _clock;
        var stop = new CancellationTokenSource();
        var loop = new MaintenanceLoop([_store], new RetentionOptions(), _clock, NullLogger.Instance);
        return new Running(loop.RunAsync(stop.Token), stop);
    }

    private async Task PassAsync(Func<bool> condition)
    {
        for (var steps = 0; !condition() && steps < 200_000; steps++)
        {
            if (_clock.NextDue is { } due)
            {
                _clock.Advance(due - _clock.GetUtcNow());
            }

            await Task.Yield();
        }

        condition().Should().BeTrue();
    }

    private sealed record Running(Task Task, CancellationTokenSource Stop) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Stop.CancelAsync();
            await Task.ContinueWith(static _ => { }, TaskScheduler.Default);
            Stop.Dispose();
        }
    }

    private sealed class Cleaned : IBotMaintenance
    {
        public Queue<int> Batches { get; set; } = new();

        public List<DateTimeOffset> At { get; } = [];

        public int Failures { get; set; }

        public int Calls => At.Count;

        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public ValueTask<int> CleanAsync(RetentionOptions options, CancellationToken cancellationToken)
        {
            At.Add(Clock.GetUtcNow());
            return Failures-- > 0
                ? throw new BotStoreException("away")
                : new(Batches.TryDequeue(out var rows) ? rows : 0);
        }
    }
}
