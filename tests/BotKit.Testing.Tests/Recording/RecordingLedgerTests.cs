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
        var envelope = new StoredEnvelope(BotStatus.Succeeded, Guid.Empty, TimeSpan.Zero, 1, null, default);

        ledger.Record(Run());
        ledger.RecordRefusal("lead", "paused", DateTimeOffset.UnixEpoch);
        await ledger.FindAsync(Guid.Empty, token);
        await ledger.ListAsync(new RunQuery(), token);
        await ledger.ListRefusalsAsync(null, 1, token);
        await ledger.ReadRollupsAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, token);
        var claim = await ledger.ClaimKeyAsync("lead", "k", default, Guid.Empty, TimeSpan.FromHours(1), token);
        await ledger.CompleteKeyAsync("lead", "k", envelope, token);
        await ledger.ReleaseKeyAsync("lead", "k", Guid.Empty, token);
        await ledger.WaitForKeyAsync("lead", "k", Guid.Empty, token);

        claim.Outcome.Should().Be(KeyOutcome.Won);
        ledger.IsDurable.Should().BeTrue();
        _inner.Asked.Should().Equal("record", "refusal", "find", "list", "refusals", "rollups", "claim", "complete", "release", "wait");
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

    private static RunRecord Run() => new()
    {
        Result = BotResult<int>.Succeeded(Guid.Empty, "lead", TimeSpan.Zero, 1, 1),
        StartedAt = DateTimeOffset.UnixEpoch,
        Trigger = BotTrigger.Code,
    };
}
