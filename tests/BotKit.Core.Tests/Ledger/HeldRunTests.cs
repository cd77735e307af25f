using BotKit.Diagnostics;
using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

/// <summary>Runs that the ledger holds until they end.</summary>
public class HeldRunTests
{
    private readonly QueueUnderTest _store = new();

    [Fact]
    public async Task Begin_SameIdAgain_FindsItsOwnRow()
    {
        var run = _store.Run();
        var first = await _store.Ledger.BeginAsync(run, _store.Node, default);

        (await _store.Ledger.BeginAsync(run, _store.Node, default)).Should().Be(first);
        (await _store.FindAsync(run.ExecutionId)).State.Should().Be(RunState.Running);
        (await _store.FindAsync(run.ExecutionId)).DueAt.Should().BeNull();
    }

    [Fact]
    public async Task End_SameOutcomeAgain_CountsAsStored()
    {
        await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        (await _store.EndAsync(run)).Should().BeTrue();

        (await _store.EndAsync(run)).Should().BeTrue();
        (await _store.EndAsync(run, BotStatus.Failed)).Should().BeFalse();
        (await _store.Ledger.ReadRollupsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Sum(it => it.Counts.Sum()).Should().Be(1);
    }

    [Theory]
    [InlineData(HandOutEnd.Returned)]
    [InlineData(HandOutEnd.Deferred)]
    [InlineData(HandOutEnd.RetryLater)]
    public async Task Release_CancelWasAskedFor_EndsWithTheHandOutThatItWasIn(HandOutEnd reason)
    {
        var id = await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        await _store.Queue.CancelAsync(id, default);

        await _store.ReleaseAsync(run, reason);

        (await _store.FindAsync(id)).Should().Match<StoredRun>(static it => it.State == RunState.Ended && it.Status == BotStatus.Canceled && !it.IsCancelRequested);
        (await _store.Ledger.ListHandOutsAsync(id, default)).Should().ContainSingle().Which.Should().Match<RunHandOut>(it => it.Delivery == 1 && it.End == reason);
    }

    [Fact]
    public async Task End_AfterManyHandOuts_ShowsNoMoreThanTheLatest()
    {
        var id = await _store.AcceptAsync();
        for (var i = 0; i < 150; i++)
        {
            await _store.ReleaseAsync(await _store.ClaimOneAsync(), HandOutEnd.Yielded);
        }

        await _store.EndAsync(await _store.ClaimOneAsync());

        var handOuts = await _store.Ledger.ListHandOutsAsync(id, default);
        handOuts.Should().HaveCount(100);
        handOuts[^1].Should().Match<RunHandOut>(static it => it.Delivery == 151 && it.End == HandOutEnd.Completed);
    }

    [Fact]
    public async Task End_StaleFence_ChangesNothing()
    {
        var id = await _store.AcceptAsync();
        var first = await _store.ClaimOneAsync();
        await _store.ReleaseAsync(first, HandOutEnd.Deferred);
        var second = await _store.ClaimOneAsync();

        second.Fence.Should().BeGreaterThan(first.Fence);
        (await _store.EndAsync(first)).Should().BeFalse();
        (await _store.ReleaseAsync(first, HandOutEnd.Returned)).Should().BeFalse();
        (await _store.Queue.ReportAsync(id, first.Fence, new(0.5, null, default), default)).Should().BeFalse();
        (await _store.Checkpoints.WriteAsync(id, first.Fence, new("a", "1"u8.ToArray()), default)).Should().BeFalse();
        (await _store.Queue.ReportAsync(id, second.Fence, new(0.5, "half", default), default)).Should().BeTrue();
        (await _store.FindAsync(id)).Progress!.Fraction.Should().Be(0.5);
        (await _store.Checkpoints.ReadAsync(id, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task List_RunsOfEveryState_NewestFirstAndPageByPage()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            _store.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await _store.AcceptAsync(_store.Run() with { Delay = i == 5 ? TimeSpan.FromHours(1) : TimeSpan.Zero }));
        }

        var claimed = await _store.ClaimAsync(3);
        await _store.EndAsync(claimed.Runs[2]);
        await _store.EndAsync(claimed.Runs[0]);
        ids.Reverse();

        var first = await _store.Ledger.ListAsync(new() { Count = 4 }, default);
        var second = await _store.Ledger.ListAsync(new() { Count = 4, Before = first[^1].ExecutionId }, default);

        first.Concat(second).Select(it => it.ExecutionId).Should().Equal(ids);
        first.Concat(second).Select(it => it.State).Should().Equal(
            RunState.Scheduled, RunState.Queued, RunState.Queued, RunState.Ended, RunState.Running, RunState.Ended);
        (await _store.Ledger.ListAsync(new() { State = RunState.Running }, default)).Should().ContainSingle();
        (await _store.Ledger.ListAsync(new() { Status = BotStatus.Succeeded }, default)).Should().HaveCount(2);
    }

    [Fact]
    public async Task List_TextWithoutAWindow_IsAMistake()
    {
        await _store.Ledger.Awaiting(it => it.ListAsync(new() { Text = "no" }, default).AsTask()).Should().ThrowAsync<ArgumentException>();
        await _store.Ledger.Awaiting(it => it.ListAsync(new() { Text = "no", From = Runs.Noon.AddDays(-2) }, default).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task List_TextAndRoot_FindRuns()
    {
        var root = Guid.NewGuid();
        var id = await _store.AcceptAsync(_store.Run() with { Origin = new RunOrigin { Caller = "Ann", RootId = root } });
        await _store.AcceptAsync();

        (await _store.Ledger.ListAsync(new() { Text = "ann", From = Runs.Noon }, default)).Should().ContainSingle().Which.ExecutionId.Should().Be(id);
        (await _store.Ledger.ListAsync(new() { Root = root }, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task End_Lines_AreStored()
    {
        await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        var lines = new RunLogPart(run.ExecutionId, "lead", run.Fence, [Line()], 0);

        await _store.Ledger.EndAsync(_store.Outcome(run) with { Logs = lines }, default);

        (await _store.Logs.ReadAsync(run.ExecutionId, default)).Should().ContainSingle().Which.Should().BeSameAs(lines);
    }

    [Fact]
    public async Task Erase_RunThatEnded_BlanksIt()
    {
        var id = await _store.AcceptAsync(_store.Run(key: "k"));
        var run = await _store.ClaimOneAsync();
        await _store.Checkpoints.WriteAsync(id, run.Fence, new("a", "1"u8.ToArray()), default);
        var lines = new RunLogPart(id, "lead", run.Fence, [Line()], 0);
        (await _store.Ledger.EraseAsync(id, default)).Should().BeFalse();
        await _store.Ledger.EndAsync(_store.Outcome(run) with { Logs = lines }, default);

        (await _store.Ledger.EraseAsync(id, default)).Should().BeTrue();

        var erased = await _store.FindAsync(id);
        (erased.IsErased, erased.Status, erased.Input.Length, erased.Output.Length).Should().Be((true, BotStatus.Succeeded, 0, 0));
        (await _store.Checkpoints.ReadAsync(id, default)).Should().BeEmpty();
        (await _store.Logs.ReadAsync(id, default)).SelectMany(it => it.Rows).Should().BeEmpty();
        (await _store.Ledger.BeginAsync(_store.Run(key: "k"), _store.Node, default)).Envelope!.Data.Length.Should().Be(0);
    }

    [Fact]
    public async Task Erase_RunThatWasRecorded_BlanksIt()
    {
        var run = Runs.Run(input: "secret");
        _store.Ledger.Record(run);

        (await _store.Ledger.EraseAsync(run.Result.ExecutionId, default)).Should().BeTrue();

        (await _store.FindAsync(run.Result.ExecutionId)).IsErased.Should().BeTrue();
        (await _store.Ledger.ListAsync(new(), default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Checkpoints_OfARun_AreKeptInOrderAndOverwritten()
    {
        var id = await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        foreach (var (step, json) in new[] { ("b", "1"), ("a", "2"), ("b", "3") })
        {
            (await _store.Checkpoints.WriteAsync(id, run.Fence, new(step, System.Text.Encoding.UTF8.GetBytes(json)), default)).Should().BeTrue();
        }

        await _store.ReleaseAsync(run, HandOutEnd.Yielded, checkpoint: new("c", "4"u8.ToArray()));

        (await _store.Checkpoints.ReadAsync(id, default)).Select(it => (it.Step, System.Text.Encoding.UTF8.GetString(it.Json.Span)))
            .Should().Equal(("b", "3"), ("a", "2"), ("c", "4"));
        (await _store.FindAsync(id)).Deliveries.Should().Be(1);
    }

    private static RunLogRow Line() => new()
    {
        Sequence = 1,
        At = Runs.Noon,
        Level = Microsoft.Extensions.Logging.LogLevel.Information,
        EventId = 0,
        Category = "a",
        Message = "b",
    };
}
