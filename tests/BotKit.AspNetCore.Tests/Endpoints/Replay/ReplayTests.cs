using System.Net;

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
        var id = (await first.BodyAsync()).Text("executionId");
        (await host.Client.ReadJsonAsync("/runs/" + id)).Text("idempotencyKey").Should().Be("again", "the caller's part is the server's business");
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
    public async Task Replay_WhenTheStoresAnswerIsLost_IsWrittenDown()
    {
        var lost = Guid.CreateVersion7();
        var manager = new RefusingManager(new InvalidOperationException())
        {
            Replays = _ => throw new BotRejectedException("echo", Error(BotErrorCodes.OutcomeUnknown)) { IsOutcomeUnknown = true, ExecutionId = lost },
        };
        await using var host = await ApiHost.StartAsync(TestWorker.With(manager.Wrap));
        var old = await RunAsync(host, """{"text":"one"}""");

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{old}/replay", null));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.OutcomeUnknown);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Which.Note.Should().Contain(lost.ToString());
    }

    internal static BotError Error(string code) => new(code, "It is not known.", BotSeverity.Warning, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1));

    // Runs of one millisecond have no order that means anything.
    internal static async Task<Guid> RunAsync(ApiHost host, string body, string bot = "echo")
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await host.Client.RunAsync(bot, body);
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }
}
