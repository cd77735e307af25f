using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Envelope;

/// <summary>How each way a run can end is answered.</summary>
public sealed class StatusCodeTests
{
    private const string Hello = """{"text":"hello"}""";

    [Theory]
    [InlineData("", 400, "malformed_json")]
    [InlineData("{\"text\":", 400, "malformed_json")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", 400, "duplicate_member")]
    [InlineData("{\"text\":\"a\",\"other\":1}", 422, "unknown_member")]
    [InlineData("{\"text\":1}", 422, "wrong_type")]
    [InlineData("{\"number\":1}", 422, "required")]
    public async Task InputThatDoesNotBind_IsRefusedWithTheFieldsPath(string input, int statusCode, string field)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", input);

        var code = statusCode == 400 ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput;
        var body = await answer.ShouldBeProblemAsync(statusCode, code);
        body.Text("runStatus").Should().Be("Invalid");
        var detail = body.GetProperty("error").GetProperty("details")[0];
        detail.Text("code").Should().Be(field);
        detail.Text("path").Should().StartWith("$");
        detail.Text("message").Should().NotBeEmpty();
    }

    [Fact]
    public async Task InputThatBreaksARule_Is422WithTheFieldsPath()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", """{"text":"","secret":"a secret that is far too long"}""");

        var body = await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
        body.GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.Text("path"))
            .Should().BeEquivalentTo("$.text", "$.secret");
        body.GetRawText().Should().NotContain("far too long");
        body.Text("bot").Should().Be("echo");
        body.GetProperty("attempts").GetInt32().Should().Be(0);
        body.Has("duration").Should().BeTrue();
        answer.RetryAfter().Should().BeNull();
    }

    [Fact]
    public async Task DisabledBot_Is503WithoutRetryAfter()
    {
        await using var host = await ApiHost.StartAsync(new() { Bots = bots => bots.AddBot<EchoBot>("off").Configure(bot => bot.Enabled = false) });

        using var answer = await host.Client.RunAsync("off", Hello);

        var body = await answer.ShouldBeProblemAsync(503, BotErrorCodes.Disabled);
        body.Text("runStatus").Should().Be("Rejected");
        body.GetProperty("error").Has("retryAfter").Should().BeFalse();
        answer.RetryAfter().Should().BeNull();
    }

    [Fact]
    public async Task PausedBot_Is503WithTheRestOfThePause()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("echo", "maintenance", "ops", TimeSpan.FromSeconds(90.2));

        using var answer = await host.Client.RunAsync("echo", Hello);

        var body = await answer.ShouldBeProblemAsync(503, BotErrorCodes.Paused);
        answer.RetryAfter().Should().Be(91, "whole seconds, rounded up");
        body.GetProperty("error").GetProperty("retryAfter").GetInt32().Should().Be(91);
    }

    [Fact]
    public async Task BotPausedWithoutAnEnd_Is503WithAMinute()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("echo", "maintenance", "ops");

        using var answer = await host.Client.RunAsync("echo", Hello);

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.Paused);
        answer.RetryAfter().Should().Be(60);
    }

    [Fact]
    public async Task OpenCircuit_Is503WithTheRestOfItsTime()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new InvalidOperationException());
        for (var i = 0; i < BotDefaults.FailureThreshold; i++)
        {
            using var failed = await host.Client.RunAsync("scripted", "{}");
            failed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(20.5));
        using var answer = await host.Client.RunAsync("scripted", "{}");

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.CircuitOpen);
        answer.RetryAfter().Should().Be(40);
        host.Work.Calls.Should().Be(BotDefaults.FailureThreshold);
    }

    [Fact]
    public async Task IsolatedCircuit_Is503WithoutRetryAfter()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.IsolateAsync("echo");

        using var answer = await host.Client.RunAsync("echo", Hello);

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.Isolated);
        answer.RetryAfter().Should().BeNull();
    }

    [Fact]
    public async Task UsedUpRateLimit_Is429WithRetryAfter()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<EchoBot>("rare").Configure(bot =>
                bot.RateLimit = new() { Kind = BotRateLimitKind.FixedWindow, Permits = 1, Window = TimeSpan.FromSeconds(30) }),
        });
        using var first = await host.Client.RunAsync("rare", Hello);

        using var answer = await host.Client.RunAsync("rare", Hello);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        await answer.ShouldBeProblemAsync(429, BotErrorCodes.RateLimited);
        answer.RetryAfter().Should().BeInRange(1, 30);
    }

    [Fact]
    public async Task FullConcurrency_Is429WithRetryAfter()
    {
        await using var host = await ApiHost.StartAsync(new() { Bots = bots => bots.AddBot<ScriptedBot>("single").Configure(bot => bot.MaxConcurrency = 1) });
        host.Work.WaitForRelease();
        var first = host.Client.RunAsync("single", "{}");
        await host.Work.StartedAsync();

        using var answer = await host.Client.RunAsync("single", "{}");

        await answer.ShouldBeProblemAsync(429, BotErrorCodes.ConcurrencyLimited);
        answer.RetryAfter().Should().Be(1);
        host.Work.Release();
        using var ended = await first;
        ended.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task DataProblem_Is422()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new BotException("order_unknown", "There is no such order.") { Severity = BotSeverity.Warning });

        using var answer = await host.Client.RunAsync("scripted", "{}");

        var body = await answer.ShouldBeProblemAsync(422, "order_unknown");
        body.Text("runStatus").Should().Be("Failed");
        body.Text("detail").Should().Be("There is no such order.");
        var error = body.GetProperty("error");
        error.Text("message").Should().Be("There is no such order.");
        error.Text("severity").Should().Be("Warning");
        error.GetProperty("timestamp").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        error.Has("details").Should().BeFalse();
        body.GetProperty("attempts").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData(BotSeverity.Standard)]
    [InlineData(BotSeverity.Critical)]
    public async Task Failure_Is500(BotSeverity severity)
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new BotException("crm_down", "The CRM does not answer.") { Severity = severity, RetryAfter = TimeSpan.FromSeconds(7) });

        using var answer = await host.Client.RunAsync("scripted", "{}");

        var body = await answer.ShouldBeProblemAsync(500, "crm_down");
        body.GetProperty("error").Text("severity").Should().Be(severity.ToString());
        body.GetProperty("error").GetProperty("retryAfter").GetInt32().Should().Be(7);
        answer.RetryAfter().Should().BeNull("the header belongs to refusals");
    }

    [Fact]
    public async Task Timeout_Is504()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<ScriptedBot>("slow").Configure(bot =>
            {
                bot.TotalTimeout = TimeSpan.FromSeconds(10);
                bot.Retry.MaxRetries = 0;
            }),
        });
        host.Work.Hang();
        var running = host.Client.RunAsync("slow", "{}");
        await host.Work.StartedAsync();

        using var answer = await host.AdvanceUntil(running, TimeSpan.FromSeconds(1));

        (await answer.ShouldBeProblemAsync(504, BotErrorCodes.Timeout)).Text("runStatus").Should().Be("TimedOut");
    }

    [Fact]
    public async Task BotThatBlocksItsThread_IsAnsweredAfterTimeoutAndGrace()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<ScriptedBot>("stuck").Configure(bot =>
            {
                bot.TotalTimeout = TimeSpan.FromSeconds(10);
                bot.TimeoutGrace = TimeSpan.FromSeconds(3);
                bot.Retry.MaxRetries = 0;
            }),
        });
        host.Work.Block();
        var running = host.Client.RunAsync("stuck", "{}");
        await host.Work.StartedAsync();

        using var answer = await host.AdvanceUntil(running, TimeSpan.FromSeconds(1));

        var body = await answer.ShouldBeProblemAsync(504, BotErrorCodes.Timeout);
        body.GetProperty("duration").GetDouble().Should().BeGreaterThanOrEqualTo(13_000);
        host.Manager.GetState("stuck").Abandoned.Should().Be(1);
    }

    [Fact]
    public async Task RunCanceledByAnOperator_Is409()
    {
        await using var host = await ApiHost.StartAsync();
        var started = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Work.Script = async (context, token) =>
        {
            started.SetResult(context.ExecutionId);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "never";
        };
        var running = host.Client.RunAsync("scripted", "{}");
        var id = await started.Task;

        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);
        using var answer = await running;

        (await answer.ShouldBeProblemAsync(409, BotErrorCodes.CanceledByOperator)).GetProperty("executionId").GetGuid().Should().Be(id);
    }

    [Fact]
    public async Task StoreWithoutRoomForKeys_Is503WithRetryAfter()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services.Configure<BotKit.Ledger.InMemoryLedgerOptions>(ledger => ledger.MaxKeys = 1),
        });
        using var first = await host.Client.RunAsync("echo", Hello, default, ("Idempotency-Key", "one"));

        using var answer = await host.Client.RunAsync("echo", Hello, default, ("Idempotency-Key", "two"));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreFull);
        answer.RetryAfter().Should().Be(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=utf-8; charset=utf-8")]
    [InlineData("application/json; profile=x")]
    [InlineData("application/json, text/plain")]
    [InlineData("application/problem+json")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task AnotherContentType_Is415AndRunsNothing(string? contentType)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = Answers.Post("/scripted", null);
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType).Should().BeTrue();
        }

        using var answer = await host.Client.SendAsync(request);

        (await answer.ShouldBeProblemAsync(415, BotErrorCodes.UnsupportedMediaType)).Text("bot").Should().Be("scripted");
        host.Work.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task JsonInUtf8_IsTaken(string contentType)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = Answers.Post("/scripted", null);
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CompressedBody_Is415()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = Answers.Post("/scripted", "{}");
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(415, BotErrorCodes.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(0, true, 200)]
    [InlineData(1, true, 413)]
    [InlineData(0, false, 200)]
    [InlineData(1, false, 413)]
    [InlineData(100_000, false, 413)]
    public async Task Body_IsTakenUpToTheLimit(int beyond, bool knownLength, int expected)
    {
        const int Limit = 2_000;
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.MaxBodyBytes = Limit });
        var body = Encoding.UTF8.GetBytes("{}".PadRight(Limit + beyond));
        using var request = Answers.Post("/scripted", null);
        request.Content = knownLength ? new ByteArrayContent(body) : new StreamContent(new Unseekable(body));
        request.Content.Headers.ContentType = new("application/json");

        using var answer = await host.Client.SendAsync(request);

        ((int)answer.StatusCode).Should().Be(expected);
        host.Work.Calls.Should().Be(expected == 200 ? 1 : 0);
        if (expected == 413)
        {
            (await answer.ShouldBeProblemAsync(413, BotErrorCodes.PayloadTooLarge)).Text("detail").Should().Contain("2000");
        }
    }

    [Fact]
    public async Task DefaultLimit_Is256KiB()
    {
        await using var host = await ApiHost.StartAsync();

        using var fits = await host.Client.RunAsync("scripted", "{}".PadRight(256 * 1024));
        using var tooLong = await host.Client.RunAsync("scripted", "{}".PadRight((256 * 1024) + 1));

        fits.StatusCode.Should().Be(HttpStatusCode.OK);
        tooLong.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
