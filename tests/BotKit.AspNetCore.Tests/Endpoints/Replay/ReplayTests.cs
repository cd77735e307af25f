using System.Net;
using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Running again what has ended.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Replay_QueuesANewRunWithTheSameInput()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null));

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var body = await answer.BodyAsync();
        var id = body.GetProperty("executionId").GetGuid();
        id.Should().NotBe(old);
        body.GetProperty("replayOf").GetGuid().Should().Be(old);
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/runs/{id}");
        await host.Worker.WorkAsync(host);
        var run = await host.Client.ReadJsonAsync("/runs/" + id);
        run.Text("status").Should().Be("Succeeded");
        run.Text("trigger").Should().Be("Replay");
        run.GetProperty("replayOf").GetGuid().Should().Be(old);
        run.GetProperty("data").Text("text").Should().Be("one");
        run.Text("caller").Should().Be("olga");
        await RunChangesTests.ShouldBeAuditedAsync(host, "replay", old);
    }

    [Fact]
    public async Task Replay_WithABody_RunsWithThatInput()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", """{"text":"two"}"""));

        var id = (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
        await host.Worker.WorkAsync(host);
        (await host.Client.ReadJsonAsync("/runs/" + id)).GetProperty("data").Text("text").Should().Be("two");
    }

    [Theory]
    [InlineData("""{"text":""}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("{", 400, BotErrorCodes.MalformedJson)]
    public async Task Replay_WithABadInput_IsRefused(string input, int status, string code)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", input));

        await answer.ShouldBeProblemAsync(status, code);
        (await host.Queue.ReadDepthsAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Replay_WithAnotherContentType_Is415()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");
        using var request = Answers.Post($"/runs/{old}/replay", null);
        request.Content = new StringContent("text=two");

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(415, BotErrorCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Replay_WithAKey_HappensOnce()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");

        using var first = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null, ("Idempotency-Key", "again")));
        using var second = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null, ("Idempotency-Key", "again")));

        second.Headers.Location.Should().Be(first.Headers.Location);
        (await host.Worker.WorkAsync(host)).Should().Be(1);
    }

    [Fact]
    public async Task Replay_OfARunThatWaits_Is409()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/replay", null));

        await answer.ShouldBeProblemAsync(409, BotErrorCodes.RunNotEnded);
    }

    [Fact]
    public async Task Replay_OfAnErasedRun_Is409()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var old = await RunAsync(host, """{"text":"one"}""");
        await host.Manager.EraseAsync(old, "me");

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null));

        await answer.ShouldBeProblemAsync(409, BotErrorCodes.NotReplayable);
    }

    [Fact]
    public async Task Replay_WithoutAQueueWorker_Is501()
    {
        await using var host = await ApiHost.StartAsync();
        var old = await RunAsync(host, """{"text":"one"}""");

        using var one = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null));
        using var many = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Failed"}"""));

        await one.ShouldBeProblemAsync(501, BotErrorCodes.NoQueueWorker);
        await many.ShouldBeProblemAsync(501, BotErrorCodes.NoQueueWorker);
    }

    [Fact]
    public async Task Many_ReplaysThoseThatEndedSoOldestFirst()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        host.Work.Fail(new InvalidOperationException());
        var first = await RunAsync(host, "{}", "scripted");
        var second = await RunAsync(host, "{}", "scripted");
        await RunAsync(host, """{"text":"one"}""");

        var body = await ReplayManyAsync(host, """{"status":"Failed"}""");

        body.GetProperty("replayed").GetInt32().Should().Be(2);
        body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("replayOf").GetGuid()).Should().Equal(first, second);
        body.GetProperty("skipped").GetArrayLength().Should().Be(0);
        body.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
        (await host.Worker.WorkAsync(host)).Should().Be(2);
        await RunChangesTests.ShouldBeAuditedAsync(host, "replay", null);
    }

    [Fact]
    public async Task Many_Filters()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await RunAsync(host, """{"text":"one"}""");
        await RunAsync(host, "{}", "scripted");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var newest = await RunAsync(host, """{"text":"two"}""");

        var ofBot = await ReplayManyAsync(host, """{"status":"Succeeded","bot":"scripted"}""");
        var late = await ReplayManyAsync(host, """{"status":"Succeeded","from":"2026-01-05T09:00:00Z"}""");
        var early = await ReplayManyAsync(host, """{"status":"Succeeded","to":"2026-01-05T08:00:00Z"}""");
        var one = await ReplayManyAsync(host, """{"status":"Succeeded","bot":"echo","count":1}""");
        var next = await ReplayManyAsync(host, $$"""{"status":"Succeeded","bot":"echo","count":5,"before":"{{one.Text("next")}}"}""");

        new[] { ofBot, late, early, one, next }.Select(body => body.GetProperty("replayed").GetInt32()).Should().Equal(1, 1, 0, 1, 1);
        one.GetProperty("runs")[0].GetProperty("replayOf").GetGuid().Should().Be(newest);
    }

    [Fact]
    public async Task Many_WithAKey_MayBeRepeated()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await RunAsync(host, """{"text":"one"}""");
        await RunAsync(host, """{"text":"two"}""");

        var first = await ReplayManyAsync(host, """{"status":"Succeeded"}""", ("Idempotency-Key", "bulk"));
        var second = await ReplayManyAsync(host, """{"status":"Succeeded"}""", ("Idempotency-Key", "bulk"));

        second.GetProperty("runs").GetRawText().Should().Be(first.GetProperty("runs").GetRawText());
        (await host.Worker.WorkAsync(host)).Should().Be(2);
    }

    [Fact]
    public async Task Many_SkipsWhatCannotBeReplayed()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var erased = await RunAsync(host, """{"text":"one"}""");
        await RunAsync(host, """{"text":"two"}""");
        await host.Manager.EraseAsync(erased, "me");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");

        body.GetProperty("replayed").GetInt32().Should().Be(1);
        var skipped = body.GetProperty("skipped")[0];
        skipped.GetProperty("replayOf").GetGuid().Should().Be(erased);
        skipped.Text("code").Should().Be(BotErrorCodes.NotReplayable);
    }

    [Fact]
    public async Task Many_StopsWhenTheQueueIsFull()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(bots: bots =>
            bots.AddBot<NothingBot>("nothing").Configure(bot => bot.Queue.MaxQueued = 1)));
        await RunAsync(host, "{}", "nothing");
        await RunAsync(host, "{}", "nothing");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");
        using var again = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        body.GetProperty("replayed").GetInt32().Should().Be(1);
        body.GetProperty("stopped").Text("code").Should().Be(BotErrorCodes.QueueFull);
        await again.ShouldBeProblemAsync(429, BotErrorCodes.QueueFull);
    }

    [Fact]
    public async Task Many_StopsWhenTheStoreFails_AndSaysWhatIsQueued()
    {
        var manager = new RefusingManager(new InvalidOperationException())
        {
            Replays = static before => before == 0 ? default : throw new BotStoreException("db-7 is gone") { RetryAfter = TimeSpan.FromSeconds(3) },
        };
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        var first = await RunAsync(host, """{"text":"one"}""");
        await RunAsync(host, """{"text":"two"}""");

        var body = await ReplayManyAsync(host, """{"status":"Succeeded"}""");

        body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("replayOf").GetGuid()).Should().Equal(first);
        body.GetProperty("stopped").Text("code").Should().Be(BotErrorCodes.StoreUnavailable);
        body.GetProperty("stopped").GetProperty("retryAfter").GetInt64().Should().Be(3);
        body.GetRawText().Should().NotContain("db-7");
        host.Logs.All.Should().Contain(line => line.EventId == 3008);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Which.Note.Should().Be("1 runs that ended Succeeded");
    }

    [Fact]
    public async Task Many_WhenTheStoreFailsAtOnce_Is503()
    {
        var manager = new RefusingManager(new InvalidOperationException()) { Replays = static _ => throw new BotStoreException("db-7 is gone") };
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        await RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Many_OfACallerThatLeaves_StopsAndWritesDownWhatIsQueued()
    {
        using var caller = new LeavingCaller();
        var manager = new RefusingManager(new InvalidOperationException()) { Replays = before => before == 1 ? new(caller.LeaveAsync()) : default };
        var options = TestWorker.With(manager.Wrap);
        await using var host = await ApiHost.StartAsync(new() { Services = options.Services, Before = caller.Watch });
        for (var i = 0; i < 4; i++)
        {
            await RunAsync(host, """{"text":"one"}""");
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
    [InlineData("""{"status":"Failed","before":"1"}""", 422)]
    [InlineData("""{"status":"Failed","limit":1}""", 422)]
    [InlineData("""{"status":"Failed","status":"Dead"}""", 422)]
    [InlineData("""{"status":"Failed","bot":"nobody"}""", 404)]
    public async Task Many_WithABadBody_ReplaysNothing(string body, int status)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await RunAsync(host, """{"text":"one"}""");

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

    private static async Task<JsonElement> ReplayManyAsync(ApiHost host, string body, params (string, string)[] headers)
    {
        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", body, headers));
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.BodyAsync();
    }

    // Runs of one millisecond have no order that means anything.
    private static async Task<Guid> RunAsync(ApiHost host, string body, string bot = "echo")
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await host.Client.RunAsync(bot, body);
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }
}
