using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class RunEndpointTests
{
    [Fact]
    public async Task Run_ThatSucceeds_AnswersWithTheEnvelope()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", """{"text":"hello","number":7}""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
        var body = await answer.BodyAsync();
        body.EnumerateObject().Select(member => member.Name).Should().Equal(
            "success", "executionId", "bot", "status", "data", "duration", "attempts");
        body.GetProperty("success").GetBoolean().Should().BeTrue();
        body.GetProperty("executionId").GetGuid().Version.Should().Be(7);
        body.Text("bot").Should().Be("echo");
        body.Text("status").Should().Be("Succeeded");
        body.GetProperty("data").Text("text").Should().Be("hello");
        body.GetProperty("data").GetProperty("number").GetInt32().Should().Be(7);
        body.GetProperty("duration").ValueKind.Should().Be(JsonValueKind.Number);
        body.GetProperty("attempts").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Run_WhoseResultIsSensitive_MasksIt()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", """{"text":"hello","secret":"hunter2"}""");

        var text = await answer.Content.ReadAsStringAsync();
        text.Should().NotContain("hunter2").And.Contain($"\"secret\":\"{SensitiveAttribute.Mask}\"");
    }

    [Fact]
    public async Task Run_IsRecorded_AsHttpWithItsCaller()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", """{"text":"hello"}""");

        var id = (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
        var run = await host.Ledger.FindAsync(id, default);
        run!.Trigger.Should().Be(BotTrigger.Http);
        run.Origin!.Caller.Should().Be("olga");
        run.Origin.IdempotencyKey.Should().BeNull();
    }

    [Theory]
    [InlineData("?dryRun=true", true)]
    [InlineData("?dryRun=True", true)]
    [InlineData("?dryRun=false", false)]
    [InlineData("", false)]
    public async Task DryRun_InTheQuery_IsTakenOver(string query, bool expected)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo" + query, """{"text":"hello"}""");

        (await answer.BodyAsync()).GetProperty("data").GetProperty("dryRun").GetBoolean().Should().Be(expected);
    }

    [Theory]
    [InlineData("?dryRun=yes")]
    [InlineData("?dryRun=")]
    [InlineData("?dryRun")]
    [InlineData("?dryRun=true&dryRun=false")]
    public async Task DryRun_ThatIsUnclear_RunsNothing(string query)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("scripted" + query, "{}");

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
        host.Work.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Run_OfAnUnknownBot_Answers404WithItsNameAndAnId()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("nobody", "{}");

        var body = await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot);
        body.Text("bot").Should().Be("nobody");
        body.GetProperty("executionId").GetGuid().Version.Should().Be(7);
        body.Text("type").Should().Be("about:blank");
        body.Text("title").Should().Be("Not Found");
        body.Text("detail").Should().NotBeEmpty();
        body.Has("runStatus").Should().BeFalse("nothing ran");
    }

    [Fact]
    public async Task Run_OfAnUnknownBotWithALongName_DoesNotRepeatIt()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync(new string('x', 64), "{}");

        (await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot)).Has("bot").Should().BeFalse();
    }

    [Fact]
    public async Task RespondAsync_WithoutAQueueWorker_Answers501AndNamesWhatIsMissing()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("scripted", "{}", default, ("Prefer", "wait=10, Respond-Async;x=1"));

        var body = await answer.ShouldBeProblemAsync(501, BotErrorCodes.NoQueueWorker);
        body.Text("detail").Should().Contain("AddScheduling");
        host.Work.Calls.Should().Be(0);
    }

    [Fact]
    public async Task OtherPreferences_AreIgnored()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("echo", """{"text":"hello"}""", default, ("Prefer", "respond-asynchronously, return=minimal"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Run_WhoseResultCannotBeWritten_SaysThatItSucceededAndWhichRunItWas()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Script = (_, _) => new(new Unwritable());

        using var answer = await host.Client.RunAsync("scripted", "{}");

        var body = await answer.ShouldBeProblemAsync(500, BotErrorCodes.ResultNotWritable);
        body.Text("runStatus").Should().Be("Succeeded");
        var id = body.GetProperty("executionId").GetGuid();
        (await host.Ledger.FindAsync(id, default))!.Status.Should().Be(BotStatus.Succeeded);
        host.Logs.All.Should().Contain(line => line.EventId == 3002 && line.Text.Contains(id.ToString()));
        body.GetRawText().Should().NotContain("secret path");
    }

    [Fact]
    public async Task Run_OfABotWhoseResultHasNoContract_RunsNothing()
    {
        await using var host = await ApiHost.StartAsync(new() { Bots = bots => bots.AddBot<ClashingBot>("clashing") });

        using var answer = await host.Client.RunAsync("clashing", "{}");

        await answer.ShouldBeProblemAsync(500, BotErrorCodes.InternalError);
        host.Work.Calls.Should().Be(0);
        host.Logs.All.Should().Contain(line => line.EventId == 3000 && line.Exception!.Message.Contains("UseJson"));
    }

    private sealed class Clashing
    {
        [JsonPropertyName("x")]
        public int One { get; init; }

        [JsonPropertyName("x")]
        public int Two { get; init; }
    }

    private sealed class ClashingBot(ScriptedWork work) : BaseBot<ScriptedInput, Clashing>
    {
        protected override async ValueTask<Clashing> ExecuteAsync(ScriptedInput input, BotContext context, CancellationToken cancellationToken)
        {
            await work.DoAsync(context, cancellationToken);
            return new();
        }
    }

    private sealed class Unwritable
    {
        public string Value => throw new InvalidOperationException("secret path /etc/passwd");
    }
}
