using System.Net;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Canceling and erasing runs.</summary>
public sealed class RunChangesTests
{
    [Fact]
    public async Task Cancel_OfAWaitingRun_EndsItAndItNeverStarts()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/cancel", null));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.BodyAsync()).Text("change").Should().Be("Canceled");
        (await host.Worker.WorkAsync(host)).Should().Be(0);
        (await host.Client.ReadJsonAsync("/runs/" + id)).Text("status").Should().Be("Canceled");
        await ShouldBeAuditedAsync(host, "cancel", id, bot: "scripted");
    }

    [Fact]
    public async Task Cancel_OfARunInProgress_IsRequested()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        host.Work.Hang();
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        var work = host.Worker.WorkAsync(host);
        await host.Work.StartedAsync();

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/cancel", null));

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await answer.BodyAsync()).Text("change").Should().Be("CancelRequested");
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/runs/{id}");
        await work;
        (await host.Client.ReadJsonAsync("/runs/" + id)).Text("status").Should().Be("Canceled");
        await ShouldBeAuditedAsync(host, "cancel", id, bot: "scripted");
    }

    [Fact]
    public async Task Cancel_OfARunThatHasEnded_Is409()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")))).ExecutionId;

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/cancel", null));

        (await answer.ShouldBeProblemAsync(409, BotErrorCodes.RunEnded)).GetProperty("executionId").GetGuid().Should().Be(id);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Erase_BlanksPayloadsAndLogsAndSaysSo()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("very private")))).ExecutionId;

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/erase", null));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.BodyAsync()).Text("change").Should().Be("Erased");
        var run = await host.Client.ReadJsonAsync("/runs/" + id);
        run.GetProperty("erased").GetBoolean().Should().BeTrue();
        run.Has("input").Should().BeFalse();
        run.Has("data").Should().BeFalse();
        run.Text("status").Should().Be("Succeeded");
        run.GetRawText().Should().NotContain("very private");
        await ShouldBeAuditedAsync(host, "erase", id);
    }

    [Fact]
    public async Task Erase_OfARunThatWaits_Is409()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/erase", null));

        await answer.ShouldBeProblemAsync(409, BotErrorCodes.RunNotEnded);
    }

    [Fact]
    public async Task Erase_NeedsTheAdminPolicyWhereThereIsOne()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.AdminPolicy = "revealers" });
        var id = (await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")))).ExecutionId;

        using var refused = await host.Client.SendAsync(Answers.Post($"/runs/{id}/erase", null));
        using var allowed = await host.As("anna+revealer").SendAsync(Answers.Post($"/runs/{id}/erase", null));

        await refused.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("erase")]
    [InlineData("replay")]
    public async Task UnknownRun_Is404AndAPurgedOne410(string verb)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var now = host.Clock.GetUtcNow();

        using var unknown = await host.Client.SendAsync(Answers.Post($"/runs/{Guid.CreateVersion7(now.AddDays(-29))}/{verb}", null));
        using var purged = await host.Client.SendAsync(Answers.Post($"/runs/{Guid.CreateVersion7(now.AddDays(-31))}/{verb}", null));
        using var random = await host.Client.SendAsync(Answers.Post($"/runs/{Guid.NewGuid()}/{verb}", null));
        using var noId = await host.Client.SendAsync(Answers.Post($"/runs/latest/{verb}", null));

        await unknown.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
        await purged.ShouldBeProblemAsync(410, BotErrorCodes.RunPurged);
        await random.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
        await noId.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
    }

    [Fact]
    public async Task PurgedRun_CannotBeRead()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services.Configure<RetentionOptions>(retention => retention.Runs = TimeSpan.FromDays(2)),
        });

        using var answer = await host.Client.ReadAsync("/runs/" + Guid.CreateVersion7(host.Clock.GetUtcNow().AddDays(-3)));

        await answer.ShouldBeProblemAsync(410, BotErrorCodes.RunPurged);
    }

    internal static async Task ShouldBeAuditedAsync(ApiHost host, string action, Guid? executionId, string by = "olga", string? bot = null)
    {
        var body = await host.Client.ReadJsonAsync("/audit");
        var entry = body.GetProperty("entries").EnumerateArray().Should().ContainSingle(
            entry => entry.GetProperty("action").GetString() == action).Subject;
        entry.Text("by").Should().Be(by);
        if (bot is not null)
        {
            entry.Text("bot").Should().Be(bot);
        }

        if (executionId is { } id)
        {
            entry.GetProperty("executionId").GetGuid().Should().Be(id);
        }
    }
}
