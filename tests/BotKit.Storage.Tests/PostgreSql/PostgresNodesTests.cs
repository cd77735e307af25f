using System.Collections.Concurrent;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

/// <summary>Several stores, as if of several processes, on one database.</summary>
public sealed class PostgresNodesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClaimAsync_TwoNodesCompete_EachRunIsHandedOutOnce()
    {
        const int Runs = 2_000;
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var one = await PostgresNode.StartAsync(database);
        await using var two = await PostgresNode.StartAsync(database);
        await one.Queue.EnqueueAsync([.. Enumerable.Range(0, Runs).Select(static i => PostgresNode.Run($"bot-{i % 5}"))], Token);
        var handedOut = new ConcurrentBag<Guid>();

        await Task.WhenAll(new[] { one, two, one, two }.Select(node => DrainAsync(node, handedOut)));

        handedOut.Should().HaveCount(Runs).And.OnlyHaveUniqueItems();
        (await one.Queue.ReadDepthsAsync(Token)).Should().BeEmpty();
        var ended = await one.Ledger.ReadRollupsAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200), Token);
        ended.Sum(static rollup => rollup.Counts[(int)BotStatus.Succeeded]).Should().Be(Runs);
    }

    [Fact]
    public async Task ClaimAsync_LimitForAllNodes_IsNeverExceeded()
    {
        const int Limit = 3;
        const int Runs = 300;
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var one = await PostgresNode.StartAsync(database);
        await using var two = await PostgresNode.StartAsync(database);
        await one.Queue.EnqueueAsync([.. Enumerable.Range(0, Runs).Select(static _ => PostgresNode.Run("narrow"))], Token);
        var running = 0;
        var most = 0;
        var ended = 0;

        await Task.WhenAll(new[] { one, two, one, two, one, two }.Select(async node =>
        {
            while (Volatile.Read(ref ended) < Runs)
            {
                var claim = await node.ClaimAsync(5, true, null, new BotSlots("narrow", 5, 1, Limit));
                foreach (var run in claim.Runs)
                {
                    var now = Interlocked.Increment(ref running);
                    for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
                    {
                        Interlocked.CompareExchange(ref most, now, seen);
                    }
                }

                foreach (var run in claim.Runs)
                {
                    // Counted down first: the store may hand out the next before the answer is here.
                    Interlocked.Decrement(ref running);
                    (await node.EndAsync(run)).Should().BeTrue();
                    Interlocked.Increment(ref ended);
                }
            }
        }));

        most.Should().BeInRange(1, Limit);
        ended.Should().Be(Runs);
    }

    [Fact]
    public async Task ClaimAsync_FirstOfALimitedBotIsUndone_TheNextLocksTheBotAgain()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        await node.EnqueueAsync(PostgresNode.Run("narrow"));
        await ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end';
            create trigger refuse before update on botkit.bot_queue for each row execute function refuse();
            """);
        var claim = async () => await node.ClaimAsync(1, true, null, new BotSlots("narrow", 1, 1, 1));
        await claim.Should().ThrowAsync<BotStoreException>();
        await ExecuteAsync("drop trigger refuse on botkit.bot_queue");

        (await claim()).Runs.Should().ContainSingle();

        await using var locks = source.CreateCommand("select count(*) from botkit.bot where bot = 'narrow'");
        (await locks.ExecuteScalarAsync(Token)).Should().Be(1L, "claims of a bot with a limit wait for each other on its row");

        async Task ExecuteAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    [Fact]
    public async Task RecoverAsync_NodeThatHasBeatenSince_KeepsItsRuns()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var one = await PostgresNode.StartAsync(database);
        await using var two = await PostgresNode.StartAsync(database);
        await one.EnqueueAsync(PostgresNode.Run("lead"));
        var claimed = (await one.ClaimAsync("lead")).Runs[0];
        var seen = (await two.Nodes.ListAsync(Token)).Single(node => node.Id == one.Id).Beat;
        one.Nodes.Beat(one.Id).IsAccepted.Should().BeTrue();

        (await two.Nodes.RecoverAsync(one.Id, seen, Token)).Should().BeNull();

        (await one.EndAsync(claimed)).Should().BeTrue();
    }

    [Fact]
    public async Task RecoverAsync_SilentNode_ItsRunIsDueAgainAndItsBeatRefused()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var one = await PostgresNode.StartAsync(database);
        await using var two = await PostgresNode.StartAsync(database);
        await one.EnqueueAsync(PostgresNode.Run("lead"));
        var claimed = (await one.ClaimAsync("lead")).Runs[0];
        var seen = (await two.Nodes.ListAsync(Token)).Single(node => node.Id == one.Id).Beat;

        var recovery = await two.Nodes.RecoverAsync(one.Id, seen, Token);

        recovery!.Requeued.Should().Be(1);
        one.Nodes.Beat(one.Id).IsAccepted.Should().BeFalse();
        (await one.EndAsync(claimed)).Should().BeFalse();
        two.Dialect.Clock = () => claimed.CreatedAt.AddMinutes(5).ToUnixTimeMilliseconds();
        (await two.ClaimAsync(5, false, null, new BotSlots("lead", 5))).Runs.Should().BeEmpty("it was lost, and this node takes none such");
        var again = (await two.ClaimAsync("lead")).Runs.Should().ContainSingle().Subject;
        again.Fence.Should().Be(claimed.Fence + 1);
        again.Lost.Should().Be(1);
        (await two.EndAsync(again)).Should().BeTrue();
        (await two.Ledger.ListHandOutsAsync(claimed.ExecutionId, Token)).Select(static handOut => handOut.End)
            .Should().Equal(HandOutEnd.Lost, HandOutEnd.Completed);
    }

    [Fact]
    public async Task BeginAsync_NodeIsLost_IsRefusedAlone()
    {
        await using var node = await PostgresNode.StartAsync();
        var lost = PostgresNode.NewId();
        await node.Nodes.JoinAsync(new NodeRecord { Id = lost, Name = "lost", Version = "1", Lease = TimeSpan.FromSeconds(9) }, Token);
        await node.Nodes.RecoverAsync(lost, 0, Token);

        var begun = Enumerable.Range(0, 20)
            .Select(i => node.Ledger.BeginAsync(PostgresNode.Run("lead", $"k-{i}"), i % 2 == 0 ? node.Id : lost, Token).AsTask())
            .ToList();

        for (var i = 0; i < begun.Count; i++)
        {
            var begin = begun[i];
            if (i % 2 == 0)
            {
                (await begin).Outcome.Should().Be(KeyOutcome.Won);
            }
            else
            {
                await begin.Invoking(each => each).Should().ThrowAsync<BotStoreException>().WithMessage("*join again*");
            }
        }

        node.Store.IsAway.Should().BeFalse();
    }

    [Fact]
    public async Task RecoverAsync_CancelOfTheSameRunMeanwhile_LeavesNoRunBehind()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var one = await PostgresNode.StartAsync(database);
        await using var two = await PostgresNode.StartAsync(database);
        await one.Queue.EnqueueAsync([.. Enumerable.Range(0, 40).Select(static _ => PostgresNode.Run("lead"))], Token);
        var runs = (await one.ClaimAsync("lead", 40)).Runs;
        var seen = (await two.Nodes.ListAsync(Token)).Single(node => node.Id == one.Id).Beat;

        var recovery = two.Nodes.RecoverAsync(one.Id, seen, Token).AsTask();
        await Task.WhenAll(runs.Select(run => one.Queue.CancelAsync(run.ExecutionId, Token).AsTask()));
        await recovery;

        var depths = await two.Queue.ReadDepthsAsync(Token);
        depths.Sum(static depth => depth.Running).Should().Be(0);
    }

    [Fact]
    public async Task WaitForWorkAsync_AnotherProcessEnqueues_WakesAtOnce()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var sleeper = await PostgresNode.StartAsync(database);
        await using var other = await PostgresNode.StartAsync(database);
        await sleeper.Dialect.Ear.Listening.WaitAsync(Token);
        await SleepTwiceAsync(sleeper, TimeSpan.FromMilliseconds(1));

        for (var i = 0; i < 20; i++)
        {
            (await sleeper.ClaimAsync("lead")).Runs.Should().BeEmpty();
            var sleep = SleepTwiceAsync(sleeper, TimeSpan.FromMinutes(5));
            await other.EnqueueAsync(PostgresNode.Run("lead"));
            await sleep.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
            foreach (var run in (await sleeper.ClaimAsync("lead")).Runs)
            {
                await sleeper.EndAsync(run);
            }
        }
    }

    // The first time it says that it is idle, and returns so that the worker claims once more.
    private static async Task SleepTwiceAsync(PostgresNode node, TimeSpan atMost)
    {
        await node.Queue.WaitForWorkAsync(node.Id, atMost, Token);
        if ((await node.ClaimAsync("lead", 1)).Runs is [var run])
        {
            await node.EndAsync(run);
            return;
        }

        await node.Queue.WaitForWorkAsync(node.Id, atMost, Token);
    }

    private static async Task DrainAsync(PostgresNode node, ConcurrentBag<Guid> handedOut)
    {
        var slots = Enumerable.Range(0, 5).Select(static i => new BotSlots($"bot-{i}", 20)).ToArray();
        string? after = null;
        while (await node.ClaimAsync(20, true, after, slots) is { Runs.Count: > 0 } claim)
        {
            after = claim.After;
            foreach (var run in claim.Runs)
            {
                handedOut.Add(run.ExecutionId);
            }

            var ends = await Task.WhenAll(claim.Runs.Select(run => node.EndAsync(run)));
            ends.Should().NotContain(false);
        }
    }
}
