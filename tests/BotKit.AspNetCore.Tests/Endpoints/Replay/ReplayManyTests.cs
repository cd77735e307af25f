using System.Net;
using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Running again many runs that have ended.</summary>
public sealed class ReplayManyTests
{
    [Fact]
    public async Task Replay_ReplaysThoseThatEndedSoOldestFirst()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        host.Work.Fail(new InvalidOperationException());
        var first = await ReplayTests.RunAsync(host, "{}", "scripted");
        var second = await ReplayTests.RunAsync(host, "{}", "scripted");
        await ReplayTests.RunAsync(host, """{"text":"one"}""");

        var body = await ReplayManyAsync(host, """{"status":"Failed"}""");

        body.GetProperty("replayed").GetInt32().Should().Be(2);
        body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("replayOf").GetGuid()).Should().Equal(first, second);
        body.GetProperty("skipped").GetArrayLength().Should().Be(0);
        body.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
        (await host.Worker.WorkAsync(host)).Should().Be(2);
        await RunChangesTests.ShouldBeAuditedAsync(host, "replay", null);
    }

    [Fact]
    public async Task Replay_Filters()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await ReplayTests.RunAsync(host, """{"text":"one"}""");
        await ReplayTests.RunAsync(host, "{}", "scripted");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var newest = await ReplayTests.RunAsync(host, """{"text":"two"}""");

        var ofBot = await ReplayManyAsync(host, """{"status":"Succeeded","bot":"scripted"}""");
        var late = await ReplayManyAsync(host, """{"status":"Succeeded","from":"2026-01-05T09:00:00Z"}""");
        var early = await ReplayManyAsync(host, """{"status":"Succeeded","to":"2026-01-05T08:00:00Z"}""");
        var one = await ReplayManyAsync(host, """{"status":"Succeeded","bot":"echo","count":1}""");
        var next = await ReplayManyAsync(host, $$"""{"status":"Succeeded","bot":"echo","count":5,"before":"{{one.Text("next")}}"}""");

        new[] { ofBot, late, early, one, next }.Select(body => body.GetProperty("replayed").GetInt32()).Should().Equal(1, 1, 0, 1, 1);
        one.GetProperty("runs")[0].GetProperty("replayOf").GetGuid().Should().Be(newest);
    }

    [Fact]
    public async Task Replay_WithAKey_MayBeRepeated()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await ReplayTests.RunAsync(host, """{"text":"one"}""");
        await ReplayTests.RunAsync(host, """{"text":"two"}""");

        var first = await ReplayManyAsync(host, """{"status":"Succeeded"}""", ("Idempotency-Key", "bulk"));
        var second = await ReplayManyAsync(host, """{"status":"Succeeded"}""", ("Idempotency-Key", "bulk"));

        second.GetProperty("runs").GetRawText().Should().Be(first.GetProperty("runs").GetRawText());
        foreach (var run in first.GetProperty("runs").EnumerateArray())
        {
            (await host.Client.ReadJsonAsync("/runs/" + run.Text("executionId"))).Text("idempotencyKey").Should().Be("bulk/" + run.Text("replayOf"));
        }

        (await host.Worker.WorkAsync(host)).Should().Be(2);
    }

    [Fact]
    public async Task Replay_SkipsWhatCannotBeReplayed()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var erased = await ReplayTests.RunAsync(host, """{"text":"one"}""");
        await ReplayTests.RunAsync(host, """{"text":"two"}""");
        await host.Manager.EraseAsync(erased, "me");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");

        body.GetProperty("replayed").GetInt32().Should().Be(1);
        var skipped = body.GetProperty("skipped")[0];
        skipped.GetProperty("replayOf").GetGuid().Should().Be(erased);
        skipped.Text("code").Should().Be(BotErrorCodes.NotReplayable);
    }

    [Fact]
    public async Task Replay_StopsWhenTheQueueIsFull()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(bots: bots =>
            bots.AddBot<NothingBot>("nothing").Configure(bot => bot.Queue.MaxQueued = 1)));
        await ReplayTests.RunAsync(host, "{}", "nothing");
        await ReplayTests.RunAsync(host, "{}", "nothing");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");
        using var again = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        body.GetProperty("replayed").GetInt32().Should().Be(1);
        body.GetProperty("stopped").Text("code").Should().Be(BotErrorCodes.QueueFull);
        await again.ShouldBeProblemAsync(429, BotErrorCodes.QueueFull);
    }

    [Fact]
    public async Task Replay_StopsWhenTheStoreFails_AndSaysWhatIsQueued()
    {
        var manager = new RefusingManager(new InvalidOperationException())
        {
            Replays = static before => before == 0 ? default : throw new BotStoreException("db-7 is gone") { RetryAfter = TimeSpan.FromSeconds(3) },
        };
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        var first = await ReplayTests.RunAsync(host, """{"text":"one"}""");
        var second = await ReplayTests.RunAsync(host, """{"text":"two"}""");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");

        body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("replayOf").GetGuid()).Should().Equal(first);
        body.GetProperty("stopped").GetProperty("replayOf").GetGuid().Should().Be(second);
        body.GetProperty("stopped").Text("code").Should().Be(BotErrorCodes.StoreUnavailable);
        body.GetProperty("stopped").GetProperty("retryAfter").GetInt64().Should().Be(3);
        body.GetRawText().Should().NotContain("db-7");
        host.Logs.All.Should().Contain(line => line.EventId == 3008);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Which.Note.Should().Be("1 runs that ended Succeeded");
    }

    [Fact]
    public async Task Replay_WhenTheStoresAnswerIsLost_NamesTheRunThatMayBeQueued()
    {
        var lost = Guid.CreateVersion7();
        var manager = Failing(new BotRejectedException("echo", ReplayTests.Error(BotErrorCodes.OutcomeUnknown)) { IsOutcomeUnknown = true, ExecutionId = lost });
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        await ReplayTests.RunAsync(host, """{"text":"one"}""");
        await ReplayTests.RunAsync(host, """{"text":"two"}""");

        var stopped = (await ReplayManyAsync(host, """{"status":"Succeeded"}""")).GetProperty("stopped");

        stopped.Text("code").Should().Be(BotErrorCodes.OutcomeUnknown);
        stopped.GetProperty("executionId").GetGuid().Should().Be(lost);
    }

    [Fact]
    public async Task Replay_WhenAnythingElseFails_SaysWhatIsQueued()
    {
        var manager = Failing(new InvalidOperationException("db-7 is odd"));
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        var first = await ReplayTests.RunAsync(host, """{"text":"one"}""");
        await ReplayTests.RunAsync(host, """{"text":"two"}""");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");

        body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("replayOf").GetGuid()).Should().Equal(first);
        body.GetProperty("stopped").Text("code").Should().Be(BotErrorCodes.InternalError);
        body.GetRawText().Should().NotContain("db-7");
        host.Logs.All.Should().Contain(line => line.EventId == 3000);
    }

    [Fact]
    public async Task Replay_WhenTheStoreFailsAtOnce_Is503()
    {
        var manager = new RefusingManager(new InvalidOperationException()) { Replays = static _ => throw new BotStoreException("db-7 is gone") };
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        await ReplayTests.RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Replay_OfACallerThatLeaves_StopsAndWritesDownWhatIsQueued()
    {
        using var caller = new LeavingCaller();
        var manager = new RefusingManager(new InvalidOperationException()) { Replays = before => before == 1 ? new(caller.LeaveAsync()) : default };
        var options = TestWorker.With(manager.Wrap);
        await using var host = await ApiHost.StartAsync(new() { Services = options.Services, Before = caller.Watch });
        for (var i = 0; i < 4; i++)
        {
            await ReplayTests.RunAsync(host, """{"text":"one"}""");
        }

        await caller.CallAsync(host.Client, Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        (await host.Worker.WorkAsync(host)).Should().Be(2, "the one under way when it left is queued, too");
        (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Which.Note.Should().Be("2 runs that ended Succeeded");
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("", 400)]
    [InlineData("[]", 422)]
    [InlineData("""{"status":"failed"}""", 422)]
    [InlineData("""{"status":"Failed, Dead"}""", 422)]
    [InlineData("""{"status":5}""", 422)]
    [InlineData("""{"status":null}""", 422)]
    [InlineData("""{"status":"Failed","count":0}""", 422)]
    [InlineData("""{"status":"Failed","count":1001}""", 422)]
    [InlineData("""{"status":"Failed","from":"yesterday"}""", 422)]
    [InlineData("""{"status":"Failed","from":"2026-01-05T08:00:00"}""", 422)]
    [InlineData("""{"status":"Failed","to":"2026-01-05"}""", 422)]
    [InlineData("""{"status":"Failed","to":1}""", 422)]
    [InlineData("""{"status":"Failed","before":"1"}""", 422)]
    [InlineData("""{"status":"Failed","limit":1}""", 422)]
    [InlineData("""{"status":"Failed","status":"Dead"}""", 422)]
    [InlineData("""{"status":"Failed","bot":"nobody"}""", 404)]
    public async Task Replay_WithABadBody_ReplaysNothing(string body, int status)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await ReplayTests.RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", body));

        if (body.Contains("\"Dead\"", StringComparison.Ordinal))
        {
            ((int)answer.StatusCode).Should().BeOneOf(400, 422);
        }
        else
        {
            ((int)answer.StatusCode).Should().Be(status);
        }

        (await host.Queue.ReadDepthsAsync(default)).Should().BeEmpty();
    }

    // The first replay is good.
    private static RefusingManager Failing(Exception failure)
        => new(new InvalidOperationException()) { Replays = before => before == 0 ? default : throw failure };

    private static async Task<JsonElement> ReplayManyAsync(ApiHost host, string body, params (string, string)[] headers)
    {
        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", body, headers));
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.BodyAsync();
    }
}
