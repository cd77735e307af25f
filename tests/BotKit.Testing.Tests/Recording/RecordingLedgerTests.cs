using BotKit.Ledger;

namespace BotKit.Testing.Tests.Recording;

public class RecordingLedgerTests
{
    private readonly InMemoryLedgerOfATest _inner = new();

    [Fact]
    public async Task Everything_IsPassedOn()
    {
        var ledger = new RecordingLedger(_inner);
        var token = TestContext.Current.CancellationToken;

        ledger.Record(Run());
        ledger.RecordRefusal("lead", "paused", DateTimeOffset.UnixEpoch);
        await ledger.FindAsync(Guid.Empty, token);
        await ledger.ListAsync(new RunQuery(), token);
        await ledger.ListRefusalsAsync(null, 1, token);
        await ledger.ReadRollupsAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, token);
        await ledger.ListHandOutsAsync(Guid.Empty, token);
        await ledger.EraseAsync(Guid.Empty, token);
        var begun = await ledger.BeginAsync(Submission(), Guid.Empty, token);
        await ledger.EndAsync(Outcome(), token);
        await ledger.WaitForKeyAsync("lead", "k", Guid.Empty, token);

        begun.Outcome.Should().Be(KeyOutcome.Won);
        ledger.IsDurable.Should().BeTrue();
        _inner.Asked.Should().Equal("record", "refusal", "find", "list", "refusals", "rollups", "hand-outs", "erase", "begin", "end", "find", "wait");
    }

    [Fact]
    public void Runs_AreKeptInOrder()
    {
        var ledger = new RecordingLedger(_inner);
        var runs = new[] { Run(), Run(), Run() };

        Array.ForEach(runs, run => ledger.Record(run));

        ledger.Runs.Should().Equal(runs);
    }

    [Fact]
    public void Refusals_AreKeptInOrder()
    {
        var ledger = new RecordingLedger(_inner);

        ledger.RecordRefusal("lead", "paused", DateTimeOffset.UnixEpoch);
        ledger.RecordRefusal("lead", "disabled", DateTimeOffset.UnixEpoch);

        ledger.Refusals.Should().Equal(
            new RecordedRefusal("lead", "paused", DateTimeOffset.UnixEpoch), new RecordedRefusal("lead", "disabled", DateTimeOffset.UnixEpoch));
    }

    private static RunSubmission Submission() => new() { ExecutionId = Guid.Empty, Bot = "lead", Trigger = BotTrigger.Code, Input = default };

    private static RunOutcome Outcome() => new()
    {
        ExecutionId = Guid.Empty,
        Bot = "lead",
        Fence = 1,
        Status = BotStatus.Succeeded,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.Zero,
        Attempts = 1,
    };

    private static RunRecord Run() => new()
    {
        Result = BotResult<int>.Succeeded(Guid.Empty, "lead", TimeSpan.Zero, 1, 1),
        StartedAt = DateTimeOffset.UnixEpoch,
        Trigger = BotTrigger.Code,
    };
}
