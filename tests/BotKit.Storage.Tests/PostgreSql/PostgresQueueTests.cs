using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnqueueClaimEnd_OneRun_IsSucceededWithItsOutput()
    {
        await using var node = await PostgresNode.StartAsync();
        var run = PostgresNode.Run("lead");

        (await node.EnqueueAsync(run)).Should().Be(new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId));
        var claim = await node.ClaimAsync("lead");
        var claimed = claim.Runs.Should().ContainSingle().Subject;
        claimed.Input.ToArray().Should().Equal(run.Input.ToArray());
        (await node.EndAsync(claimed)).Should().BeTrue();
        (await node.EndAsync(claimed)).Should().BeTrue("its own outcome is found again");
        (await node.EndAsync(claimed, BotStatus.Failed)).Should().BeFalse("another outcome comes too late");

        var stored = await node.Ledger.FindAsync(run.ExecutionId, Token);
        stored!.Status.Should().Be(BotStatus.Succeeded);
        System.Text.Encoding.UTF8.GetString(stored.Output.Span).Should().Be("{\"ok\":true}");
        (await node.ClaimAsync("lead")).Runs.Should().BeEmpty();
        var rollups = await node.Ledger.ReadRollupsAsync(claimed.CreatedAt.AddMinutes(-1), claimed.CreatedAt.AddMinutes(2), Token);
        rollups.Sum(static rollup => rollup.Counts[(int)BotStatus.Succeeded]).Should().Be(1);
    }

    [Fact]
    public async Task EnqueueAsync_SameKey_JoinsConflictsOrIsFreedByItsEnd()
    {
        await using var node = await PostgresNode.StartAsync();
        var first = PostgresNode.Run("lead", "k");
        var same = PostgresNode.Run("lead", "k");
        var other = PostgresNode.Run("lead", "k", "{\"a\":2}");

        (await node.EnqueueAsync(first)).Outcome.Should().Be(EnqueueOutcome.Accepted);
        (await node.EnqueueAsync(first)).Outcome.Should().Be(EnqueueOutcome.Accepted, "it finds its own row");
        (await node.EnqueueAsync(same)).Should().Be(new EnqueueResult(EnqueueOutcome.Joined, first.ExecutionId));
        (await node.EnqueueAsync(other)).Should().Be(new EnqueueResult(EnqueueOutcome.Conflict, first.ExecutionId));
        var claimed = (await node.ClaimAsync("lead")).Runs.Should().ContainSingle().Subject;
        await node.EndAsync(claimed, BotStatus.Canceled);
        (await node.EnqueueAsync(other)).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task EnqueueAsync_OneKeyManyTimesInOneGroup_OneIsAcceptedAndTheOthersJoin()
    {
        await using var node = await PostgresNode.StartAsync();
        var runs = Enumerable.Range(0, 100).Select(static _ => PostgresNode.Run("lead", "k")).ToArray();

        var results = await Task.WhenAll(runs.Select(node.EnqueueAsync));
        var together = await node.Queue.EnqueueAsync([.. Enumerable.Range(0, 50).Select(static _ => PostgresNode.Run("lead", "other"))], Token);

        results.Count(static result => result.Outcome == EnqueueOutcome.Accepted).Should().Be(1);
        results.Count(static result => result.Outcome == EnqueueOutcome.Joined).Should().Be(99);
        results.Select(static result => result.ExecutionId).Distinct().Should().ContainSingle();
        together.Count(static result => result.Outcome == EnqueueOutcome.Joined).Should().Be(49);
        (await node.ClaimAsync("lead", 200)).Runs.Should().HaveCount(2);
    }

    [Fact]
    public async Task EnqueueAsync_OneOfManyConflicts_NoneIsAccepted()
    {
        await using var node = await PostgresNode.StartAsync();
        await node.EnqueueAsync(PostgresNode.Run("lead", "taken"));
        var runs = new[] { PostgresNode.Run("lead", "free"), PostgresNode.Run("lead", "taken", "{\"a\":2}"), PostgresNode.Run("lead") };

        var results = await node.Queue.EnqueueAsync(runs, Token);

        results[1].Outcome.Should().Be(EnqueueOutcome.Conflict);
        (await node.ClaimAsync("lead")).Runs.Should().ContainSingle("only the first run of all is queued");
        (await node.EnqueueAsync(PostgresNode.Run("lead", "free", "{\"a\":3}"))).Outcome.Should().Be(EnqueueOutcome.Accepted, "its key was given back");
    }

    [Fact]
    public async Task EnqueueAsync_AboveMaxQueued_IsFullUntilOneIsClaimed()
    {
        await using var node = await PostgresNode.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            (await node.EnqueueAsync(PostgresNode.Run("lead") with { MaxQueued = 3 })).Outcome.Should().Be(EnqueueOutcome.Accepted);
        }

        (await node.EnqueueAsync(PostgresNode.Run("lead") with { MaxQueued = 3 })).Outcome.Should().Be(EnqueueOutcome.QueueFull);
        await node.ClaimAsync("lead", 1);
        (await node.EnqueueAsync(PostgresNode.Run("lead") with { MaxQueued = 3 })).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task ReleaseAsync_Deferred_IsDueLaterAndTheHandOutDoesNotCount()
    {
        await using var node = await PostgresNode.StartAsync();
        await node.EnqueueAsync(PostgresNode.Run("lead"));
        var claimed = (await node.ClaimAsync("lead")).Runs[0];

        var released = await node.Queue.ReleaseAsync(
            new RunRelease { ExecutionId = claimed.ExecutionId, Bot = "lead", Fence = claimed.Fence, Reason = HandOutEnd.Deferred, Delay = TimeSpan.FromSeconds(30) },
            Token);

        released.Should().BeTrue();
        var claim = await node.ClaimAsync("lead");
        claim.Runs.Should().BeEmpty();
        claim.NextDue.Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        var stored = await node.Ledger.FindAsync(claimed.ExecutionId, Token);
        stored!.State.Should().Be(RunState.Scheduled);
        stored.Deliveries.Should().Be(0);
        (await node.EndAsync(claimed)).Should().BeFalse("its fence is stale");
    }

    [Fact]
    public async Task ClaimAsync_ManyBots_TakesTurns()
    {
        await using var node = await PostgresNode.StartAsync();
        var bots = Enumerable.Range(0, 20).Select(static i => $"bot-{i:00}").ToArray();
        await node.Queue.EnqueueAsync([.. Enumerable.Range(0, 200).Select(_ => PostgresNode.Run("busy"))], Token);
        await node.Queue.EnqueueAsync([.. bots.Select(static bot => PostgresNode.Run(bot))], Token);
        var slots = bots.Append("busy").Select(static bot => new BotSlots(bot, 8)).ToArray();

        var seen = new HashSet<string>();
        string? after = null;
        for (var claims = 0; claims < 3; claims++)
        {
            var claim = await node.ClaimAsync(8, true, after, slots);
            after = claim.After;
            seen.UnionWith(claim.Runs.Select(static run => run.Bot));
        }

        seen.Should().BeEquivalentTo(bots.Append("busy"));
    }

    [Fact]
    public async Task ClaimAsync_UrgentRun_GoesFirst()
    {
        await using var node = await PostgresNode.StartAsync();
        await node.EnqueueAsync(PostgresNode.Run("lead"));
        var urgent = PostgresNode.Run("lead") with { Priority = 9 };
        await node.EnqueueAsync(urgent);

        (await node.ClaimAsync("lead", 1)).Runs[0].ExecutionId.Should().Be(urgent.ExecutionId);
    }

    [Fact]
    public async Task EnqueueAsync_TextThatTheServerRefuses_IsCleaned()
    {
        await using var node = await PostgresNode.StartAsync();
        var run = PostgresNode.Run("lead", "k\0\uD800");

        (await node.EnqueueAsync(run)).Outcome.Should().Be(EnqueueOutcome.Accepted);

        (await node.Ledger.FindAsync(run.ExecutionId, Token))!.Origin!.IdempotencyKey.Should().Be("k\uFFFD\uFFFD");
    }
}
