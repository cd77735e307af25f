using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.Scheduling.Work;
using BotKit.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Work;

public sealed class ResultWriterTests
{
    private readonly BotTestClock _clock = new();
    private readonly NodeIncarnation _node;
    private readonly Shift _shift;
    private readonly ResultWriter _writer;
    private readonly List<RunOutcome> _outcomes = [];
    private readonly List<RunRelease> _releases = [];
    private readonly ClaimedRun _run = Runs.Claimed();
    private Func<int, Exception?> _failure = static _ => null;
    private bool _isFenceGood = true;
    private int _calls;

    public ResultWriterTests()
    {
        _node = new NodeIncarnation(_clock, lease: null);
        _shift = new Shift(_node, default);
        var (ledger, ledgerScript) = Scripted<IBotLedger>.Make();
        ledgerScript.Answers[nameof(IBotLedger.EndAsync)] = args => Write(() => _outcomes.Add((RunOutcome)args[0]!));
        var (queue, queueScript) = Scripted<IBotQueueStore>.Make();
        queueScript.Answers[nameof(IBotQueueStore.ReleaseAsync)] = args => Write(() => _releases.Add((RunRelease)args[0]!));
        _writer = new ResultWriter(ledger, queue, _clock, NullLogger.Instance);
    }

    [Fact]
    public async Task WriteAsync_Outcome_EndsTheRun()
    {
        await _writer.WriteAsync(_run, Runs.Ended(_run), _shift);

        _outcomes.Should().ContainSingle().Which.ExecutionId.Should().Be(_run.ExecutionId);
        _releases.Should().BeEmpty();
    }

    [Fact]
    public async Task WriteAsync_Release_GivesTheRunBack()
    {
        await _writer.WriteAsync(_run, Runs.Deferred(_run), _shift);

        _releases.Should().ContainSingle().Which.Fence.Should().Be(_run.Fence);
        _outcomes.Should().BeEmpty();
    }

    [Fact]
    public async Task WriteAsync_StoreAwayForAWhile_RepeatsTheSameWrite()
    {
        _failure = static call => call <= 20 ? new BotStoreException("away") { IsOutcomeUnknown = call % 2 == 0 } : null;
        var write = _writer.WriteAsync(_run, Runs.Ended(_run), _shift).AsTask();
        _writer.Waiting.Should().Be(1);

        await TimePassesUntilAsync(write);

        _outcomes.Should().ContainSingle().Which.Fence.Should().Be(_run.Fence);
        _calls.Should().Be(21);
        _writer.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task WriteAsync_StoreAwayForAMinute_AsksAtABoundedRate()
    {
        _failure = static _ => new BotStoreException("away");
        var write = _writer.WriteAsync(_run, Runs.Ended(_run), _shift).AsTask();
        var start = _clock.GetUtcNow();

        while (_clock.GetUtcNow() - start < TimeSpan.FromMinutes(1))
        {
            await StepAsync();
        }

        _calls.Should().BeInRange(25, 90, "waits double up to 2 s and are shortened by up to a half");
        _node.Lose(static _ => { });
        await write;
    }

    [Fact]
    public async Task WriteAsync_LeaseLostMeanwhile_DiscardsTheOutcome()
    {
        _failure = static _ => new BotStoreException("away");
        var write = _writer.WriteAsync(_run, Runs.Ended(_run), _shift).AsTask();

        _node.Lose(static _ => { });
        await write.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        _outcomes.Should().BeEmpty();
    }

    [Fact]
    public async Task WriteAsync_LeaseLostBefore_WritesNothing()
    {
        _node.Lose(static _ => { });

        await _writer.WriteAsync(_run, Runs.Ended(_run), _shift);

        _calls.Should().Be(0);
    }

    [Fact]
    public async Task WriteAsync_FenceIsStale_IsOver()
    {
        _isFenceGood = false;

        await _writer.WriteAsync(_run, Runs.Ended(_run), _shift);

        _calls.Should().Be(1);
    }

    [Fact]
    public async Task WriteAsync_StoreRefusesTheData_EndsTheRunWithoutThem()
    {
        _failure = static call => call <= 3 ? new ArgumentException("bad data") : null;
        var write = _writer.WriteAsync(_run, Runs.Ended(_run), _shift).AsTask();

        await TimePassesUntilAsync(write);

        var outcome = _outcomes.Should().ContainSingle().Which;
        outcome.Status.Should().Be(BotStatus.Failed);
        outcome.Error!.Code.Should().Be(BotErrorCodes.ResultNotWritable);
        outcome.Output.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task WriteAsync_StoreRefusesACheckpoint_EndsTheRunAndDoesNotLetItGoOnWithoutIt()
    {
        _failure = static call => call <= 3 ? new ArgumentException("bad data") : null;
        var yielded = Runs.Deferred(_run);
        yielded = yielded with { Release = yielded.Release! with { Reason = HandOutEnd.Yielded, Checkpoint = new("step", "1"u8.ToArray()), Attempts = 1 } };
        var write = _writer.WriteAsync(_run, yielded, _shift).AsTask();

        await TimePassesUntilAsync(write);

        var outcome = _outcomes.Should().ContainSingle().Which;
        (outcome.Status, outcome.Error!.Code, outcome.Attempts).Should().Be((BotStatus.Failed, BotErrorCodes.ResultNotWritable, 1));
        _releases.Should().BeEmpty();
    }

    private object Write(Action write)
    {
        _calls++;
        if (_failure(_calls) is { } failure)
        {
            throw failure;
        }

        write();
        return new ValueTask<bool>(_isFenceGood);
    }

    private async Task TimePassesUntilAsync(Task task)
    {
        for (var steps = 0; !task.IsCompleted && steps < 1_000; steps++)
        {
            await StepAsync();
        }

        await task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    private async Task StepAsync()
    {
        if (_clock.NextDue is { } due)
        {
            _clock.Advance(due - _clock.GetUtcNow());
        }

        await Task.Yield();
    }
}
