using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Runs that are queued instead of waited for.</summary>
public sealed class QueuedRunTests
{
    private static readonly (string, string) Async = ("Prefer", "respond-async");

    [Fact]
    public async Task Queued_AnswersWhereToLookAndIsFoundThere()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        using var answer = await host.Client.RunAsync("echo", """{"text":"later"}""", default, Async);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        answer.Headers.GetValues("Preference-Applied").Should().Equal("respond-async");
        var body = await answer.BodyAsync();
        body.GetProperty("success").GetBoolean().Should().BeTrue();
        body.Text("bot").Should().Be("echo");
        body.Text("status").Should().Be("Queued");
        body.GetProperty("durable").GetBoolean().Should().BeFalse("the store is in memory");
        var id = body.GetProperty("executionId").GetGuid();
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/runs/{id}");
        var run = await (await host.Client.GetAsync(answer.Headers.Location)).BodyAsync();
        run.Text("state").Should().Be("Queued");
        run.Text("trigger").Should().Be("Http");
        run.Text("caller").Should().Be("olga");
        run.GetProperty("input").Text("text").Should().Be("later");
        run.Has("status").Should().BeFalse();
        run.Has("duration").Should().BeFalse();
    }

    [Fact]
    public async Task Queued_RunsWhenAWorkerTakesIt()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var id = await EnqueueAsync(host, "echo", """{"text":"later","secret":"hunter2"}""");

        (await host.Worker.WorkAsync(host)).Should().Be(1);

        var run = await host.Client.ReadJsonAsync("/runs/" + id);
        run.Text("state").Should().Be("Ended");
        run.Text("status").Should().Be("Succeeded");
        run.GetProperty("data").Text("text").Should().Be("later");
        run.GetProperty("data").Text("secret").Should().Be(SensitiveAttribute.Mask);
        run.GetProperty("deliveries").GetInt32().Should().Be(1);
        run.GetRawText().Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("?delay=90", 90)]
    [InlineData("?dueAt=2026-01-05T08:02:00Z", 90)]
    [InlineData("?delay=315360000", 315_360_000)]
    public async Task Delayed_IsScheduledAndDueThen(string query, int seconds)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        using var answer = await host.Client.RunAsync("scripted" + query, "{}", default, Async);

        var body = await answer.BodyAsync();
        body.Text("status").Should().Be("Scheduled");
        var run = await host.Client.ReadJsonAsync("/runs/" + body.Text("executionId"));
        run.Text("state").Should().Be("Scheduled");
        run.GetProperty("dueAt").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow().AddSeconds(seconds));
        (await host.Worker.WorkAsync(host)).Should().Be(0);
    }

    [Fact]
    public async Task Priority_IsKept()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        var id = await EnqueueAsync(host, "scripted?priority=9", "{}");

        (await host.Client.ReadJsonAsync("/runs/" + id)).GetProperty("priority").GetInt32().Should().Be(9);
    }

    [Theory]
    [InlineData("?delay=-1")]
    [InlineData("?delay=1.5")]
    [InlineData("?delay=315360001")]
    [InlineData("?delay=1&delay=2")]
    [InlineData("?delay=1&dueAt=2026-01-05T08:02:00Z")]
    [InlineData("?dueAt=tomorrow")]
    [InlineData("?dueAt=2036-02-05T08:02:00Z")]
    [InlineData("?priority=10")]
    [InlineData("?priority=-1")]
    [InlineData("?priority=high")]
    [InlineData("?urgency=1")]
    public async Task BadOption_Is400AndQueuesNothing(string query)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        using var answer = await host.Client.RunAsync("scripted" + query, "{}", default, Async);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
        (await host.Queue.ReadDepthsAsync(default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("?delay=1")]
    [InlineData("?dueAt=2026-01-05T08:02:00Z")]
    [InlineData("?priority=1")]
    public async Task OptionOfTheQueue_WithoutThePreference_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        using var answer = await host.Client.RunAsync("scripted" + query, "{}");

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
        host.Work.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData("""{"text":""}""", 422, BotErrorCodes.InvalidInput, "$.text")]
    [InlineData("""{"text":"a","more":1}""", 422, BotErrorCodes.InvalidInput, "$.more")]
    [InlineData("{", 400, BotErrorCodes.MalformedJson, "$")]
    public async Task BadInput_IsRefusedAtTheDoor(string input, int status, string code, string path)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);

        using var answer = await host.Client.RunAsync("echo", input, default, Async);

        var body = await answer.ShouldBeProblemAsync(status, code);
        body.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
        body.Text("bot").Should().Be("echo");
        body.Has("executionId").Should().BeTrue();
        (await host.Queue.ReadDepthsAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task SameKeyAndInput_AnswersTheEarlierRunInWhateverState()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        using var first = await host.Client.RunAsync("echo", """{"text":"a"}""", default, Async, ("Idempotency-Key", "k"));
        await host.Worker.WorkAsync(host);

        using var second = await host.Client.RunAsync("echo", """{"text":"a"}""", default, Async, ("Idempotency-Key", "k"));

        second.StatusCode.Should().Be(HttpStatusCode.Accepted);
        second.Headers.Location.Should().Be(first.Headers.Location);
        (await second.BodyAsync()).Text("status").Should().Be("Ended");
        (await host.Worker.WorkAsync(host)).Should().Be(0);
    }

    [Fact]
    public async Task SameKey_WithAnotherInput_Is409()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        using var first = await host.Client.RunAsync("echo", """{"text":"a"}""", default, Async, ("Idempotency-Key", "k"));
        var id = (await first.BodyAsync()).GetProperty("executionId").GetGuid();

        using var second = await host.Client.RunAsync("echo", """{"text":"b"}""", default, Async, ("Idempotency-Key", "k"));

        (await second.ShouldBeProblemAsync(409, BotErrorCodes.IdempotencyConflict)).GetProperty("executionId").GetGuid().Should().Be(id);
    }

    [Fact]
    public async Task SameKey_OfAnotherCaller_IsAnotherKey()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        using var first = await host.Client.RunAsync("echo", """{"text":"a"}""", default, Async, ("Idempotency-Key", "k"));

        using var second = await host.As("otto+operator").RunAsync("echo", """{"text":"b"}""", default, Async, ("Idempotency-Key", "k"));

        second.StatusCode.Should().Be(HttpStatusCode.Accepted);
        second.Headers.Location.Should().NotBe(first.Headers.Location);
    }

    [Fact]
    public async Task SynchronousCall_ThatJoinsARunInFlight_Answers202AfterItsWait()
    {
        // The clock runs freely while the server works, so the run itself has all day.
        await using var host = await ApiHost.StartAsync(TestWorker.With(bots: bots =>
            bots.AddBot<ScriptedBot>("patient").Configure(bot => bot.TotalTimeout = TimeSpan.FromDays(1))));
        host.Work.WaitForRelease();
        var first = host.Client.RunAsync("patient", "{}", default, ("Idempotency-Key", "k"));
        await host.Work.StartedAsync();

        using var second = await host.AdvanceUntil(
            host.Client.RunAsync("patient", "{}", default, ("Idempotency-Key", "k"), ("Prefer", "wait=5")), TimeSpan.FromMilliseconds(100));

        second.StatusCode.Should().Be(HttpStatusCode.Accepted);
        second.Headers.GetValues("Preference-Applied").Should().Equal("wait=5");
        host.Work.Release();
        using var ended = await first;
        var id = (await ended.BodyAsync()).GetProperty("executionId").GetGuid();
        second.Headers.Location!.ToString().Should().EndWith("/runs/" + id);
        host.Work.Calls.Should().Be(1);
    }

    [Fact]
    public async Task FullQueue_Is429WithRetryAfter()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(bots: bots =>
            bots.AddBot<NothingBot>("nothing").Configure(bot => bot.Queue.MaxQueued = 1)));
        await EnqueueAsync(host, "nothing", "{}");

        using var answer = await host.Client.RunAsync("nothing", "{}", default, Async);

        await answer.ShouldBeProblemAsync(429, BotErrorCodes.QueueFull);
        answer.RetryAfter().Should().BePositive();
    }

    [Fact]
    public async Task DisabledBot_TakesNothing()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(bots: bots =>
            bots.AddBot<NothingBot>("nothing").Configure(bot => bot.Enabled = false)));

        using var answer = await host.Client.RunAsync("nothing", "{}", default, Async);

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.Disabled);
        answer.RetryAfter().Should().BeNull();
    }

    [Fact]
    public async Task PausedBot_TakesRunsThatWaitForItsResume()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await host.Manager.PauseAsync("scripted", "maintenance", "me");

        await EnqueueAsync(host, "scripted", "{}");

        (await host.Worker.WorkAsync(host)).Should().Be(0);
    }

    [Theory]
    [InlineData(false, 503, BotErrorCodes.StoreUnavailable)]
    [InlineData(true, 503, BotErrorCodes.OutcomeUnknown)]
    public async Task StoreThatFails_Is503WithRetryAfter(bool isOutcomeUnknown, int status, string code)
    {
        var id = Guid.CreateVersion7();
        var manager = new RefusingManager(new BotRejectedException(
            "echo",
            new BotError(code, "It did not answer at db-7:5432.", BotSeverity.Warning, default, TimeSpan.FromSeconds(2)))
        {
            IsOutcomeUnknown = isOutcomeUnknown,
            ExecutionId = isOutcomeUnknown ? id : Guid.Empty,
        });
        await using var host = await ApiHost.StartAsync(TestWorker.With(services => manager.Wrap(services)));

        using var answer = await host.Client.RunAsync("echo", """{"text":"a"}""", default, Async);

        var body = await answer.ShouldBeProblemAsync(status, code);
        answer.RetryAfter().Should().Be(2);
        (body.GetProperty("executionId").GetGuid() == id).Should().Be(isOutcomeUnknown);
    }

    private static async Task<Guid> EnqueueAsync(ApiHost host, string bot, string body)
    {
        using var answer = await host.Client.RunAsync(bot, body, default, Async);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }
}
