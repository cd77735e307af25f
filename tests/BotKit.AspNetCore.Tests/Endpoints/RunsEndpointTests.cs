using System.Globalization;
using System.Net;
using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class RunsEndpointTests
{
    [Fact]
    public async Task List_ShowsTheNewestFirstWithoutPayloads()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await RunAsync(host, "echo", """{"text":"one"}""");
        var second = await RunAsync(host, "echo", """{"text":""}""");

        var body = await host.Client.ReadJsonAsync("/runs");

        var runs = body.GetProperty("runs").EnumerateArray().ToList();
        runs.Select(run => run.GetProperty("executionId").GetGuid()).Should().Equal(second, first);
        runs[0].Text("status").Should().Be("Invalid");
        runs[0].Text("code").Should().Be(BotErrorCodes.InvalidInput);
        runs[1].Text("bot").Should().Be("echo");
        runs[1].Text("status").Should().Be("Succeeded");
        runs[1].Text("trigger").Should().Be("Http");
        runs[0].GetProperty("startedAt").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        runs[1].GetProperty("attempts").GetInt32().Should().Be(1);
        runs[1].GetProperty("dryRun").GetBoolean().Should().BeFalse();
        runs[1].Has("code").Should().BeFalse();
        runs[1].Has("data").Should().BeFalse();
        body.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task List_PagesByTheLastRow()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await RunAsync(host, "scripted", "{}"));
        }

        var seen = new List<Guid>();
        var before = "";
        for (var page = 0; page < 3; page++)
        {
            var body = await host.Client.ReadJsonAsync("/runs?count=2" + before);
            seen.AddRange(body.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("executionId").GetGuid()));
            before = body.GetProperty("next").ValueKind == JsonValueKind.Null ? "" : "&before=" + body.Text("next");
        }

        seen.Should().Equal(ids);
        before.Should().BeEmpty("the third page is not full");
    }

    [Theory]
    [InlineData("?bot=echo", 1)]
    [InlineData("?bot=nobody", 0)]
    [InlineData("?status=Failed", 1)]
    [InlineData("?status=failed", 1)]
    [InlineData("?trigger=http", 2)]
    [InlineData("?trigger=Schedule", 0)]
    [InlineData("?from=2026-01-05T08:00:00Z", 2)]
    [InlineData("?from=2026-01-06T08:00:00Z", 0)]
    [InlineData("?to=2026-01-05T08:00:00Z", 0)]
    [InlineData("?to=2026-01-05T09:30:00%2B01:00", 2)]
    [InlineData("?from=2026-01-05T08:00Z", 2)]
    [InlineData("?from=2026-01-05T09:30:30.0000001%2B01:00", 0)]
    [InlineData("?count=1", 1)]
    [InlineData("?state=Ended", 2)]
    [InlineData("?state=running", 0)]
    [InlineData("?text=UNHANDLED&from=2026-01-05T08:00:00Z", 1)]
    [InlineData("?text=OLGA&from=2026-01-04T08:00:31Z", 2)]
    [InlineData("?text=%25&from=2026-01-05T08:00:00Z", 0)]
    [InlineData("?text=olga&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 0)]
    [InlineData("?root=019b8d5e-0000-7000-8000-000000000001", 0)]
    public async Task List_Filters(string query, int expected)
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "echo", """{"text":"one"}""");
        host.Work.Fail(new InvalidOperationException());
        await RunAsync(host, "scripted", "{}");

        var body = await host.Client.ReadJsonAsync("/runs" + query);

        body.GetProperty("runs").GetArrayLength().Should().Be(expected);
    }

    [Theory]
    [InlineData("?status=Odd")]
    [InlineData("?status=0")]
    [InlineData("?status=Failed,Invalid")]
    [InlineData("?trigger=-1")]
    [InlineData("?from=yesterday")]
    [InlineData("?from=2026-01-05")]
    [InlineData("?from=2026-01-05T08:00:00")]
    [InlineData("?from=2026-01-05T08:00:00+01:00")]
    [InlineData("?from=2026-01-05%2008:00:00Z")]
    [InlineData("?from=2026-1-5T08:00:00Z")]
    [InlineData("?from=01/05/2026%2008:00:00Z")]
    [InlineData("?from=Mon,%2005%20Jan%202026%2008:00:00%20GMT")]
    [InlineData("?from=%202026-01-05T08:00:00Z")]
    [InlineData("?to=99999-01-01")]
    [InlineData("?before=123")]
    [InlineData("?before={019b8d5e-0000-7000-8000-000000000001}")]
    [InlineData("?count=0")]
    [InlineData("?count=1001")]
    [InlineData("?count=1e3")]
    [InlineData("?count=-5")]
    [InlineData("?count=99999999999")]
    [InlineData("?count=1&count=2")]
    [InlineData("?bot=")]
    [InlineData("?bot=a%00b")]
    [InlineData("?text=%00&from=2026-01-05T08:00:00Z")]
    [InlineData("?state=Waiting")]
    [InlineData("?root=1")]
    [InlineData("?text=crm")]
    [InlineData("?text=crm&from=2026-01-04T08:00:29Z")]
    [InlineData("?text=crm&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:01Z")]
    public async Task List_WithABadParameter_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/runs" + query);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Run_ShowsAllThatIsKept()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Script = (context, _) =>
        {
            context.Logger.LogInformation("Worked on {Note}", "it");
            return new((object)"done");
        };
        using var call = await host.Client.RunAsync("scripted?dryRun=true", """{"note":"a"}""", default, ("Idempotency-Key", "order-1"));
        var id = (await call.BodyAsync()).GetProperty("executionId").GetGuid();

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.GetProperty("executionId").GetGuid().Should().Be(id);
        run.Text("bot").Should().Be("scripted");
        run.Text("status").Should().Be("Succeeded");
        run.Text("trigger").Should().Be("Http");
        run.GetProperty("dryRun").GetBoolean().Should().BeTrue();
        run.GetProperty("input").Text("note").Should().Be("a");
        run.Text("data").Should().Be("done");
        run.Text("idempotencyKey").Should().Be("order-1", "the caller's part is the server's business");
        run.Text("caller").Should().Be("olga");
        run.Has("error").Should().BeFalse();
        var line = run.GetProperty("logs")[0];
        line.Text("message").Should().Be("Worked on it");
        line.Text("level").Should().Be("Information");
        line.Text("category").Should().Be("BotKit.Bots.scripted");
    }

    [Fact]
    public async Task Run_ThatFailed_ShowsWhy()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new BotException("crm_down", "The CRM does not answer.") { RetryAfter = TimeSpan.FromMilliseconds(1_100) });
        var id = await RunAsync(host, "scripted", "{}");

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        var error = run.GetProperty("error");
        error.Text("code").Should().Be("crm_down");
        error.Text("message").Should().Be("The CRM does not answer.");
        error.Text("severity").Should().Be("Standard");
        error.GetProperty("retryAfter").GetInt32().Should().Be(2);
        run.Has("data").Should().BeFalse();
    }

    [Fact]
    public async Task Run_MasksSensitiveMembersOfInputAndResult()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunAsync(host, "echo", """{"text":"hello","secret":"hunter2"}""");

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.GetProperty("input").Text("secret").Should().Be(SensitiveAttribute.Mask);
        run.GetProperty("data").Text("secret").Should().Be(SensitiveAttribute.Mask);
        run.GetRawText().Should().NotContain("hunter2");
    }

    [Fact]
    public async Task Reveal_ShowsThemToThoseWhoMayAndSaysSoInTheLog()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunAsync(host, "echo", """{"text":"hello","secret":"hunter2"}""");

        var run = await host.As("rita+viewer+revealer").ReadJsonAsync($"/runs/{id}?reveal=true");

        run.GetProperty("input").Text("secret").Should().Be("hunter2");
        run.GetProperty("data").Text("secret").Should().Be("hunter2");
        host.Logs.All.Should().Contain(line =>
            line.EventId == 3004 && line.Level == LogLevel.Warning && line.Text.Contains("rita") && line.Text.Contains(id.ToString()));
        await RunChangesTests.ShouldBeAuditedAsync(host, "reveal", id, "rita");
    }

    [Fact]
    public async Task Reveal_ThatCannotBeAudited_DoesNotHappen()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotAuditStore, BrokenAudit>() });
        var id = await RunAsync(host, "echo", """{"text":"hello","secret":"hunter2"}""");

        using var answer = await host.As("rita+viewer+revealer").ReadAsync($"/runs/{id}?reveal=true");

        (await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable)).GetRawText().Should().NotContain("hunter2");
    }

    [Fact]
    public async Task Reveal_WithoutItsPolicy_Is403()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunAsync(host, "echo", """{"text":"hello","secret":"hunter2"}""");

        using var answer = await host.Client.ReadAsync($"/runs/{id}?reveal=true");

        var body = await answer.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        body.GetRawText().Should().NotContain("hunter2");
        host.Logs.All.Should().NotContain(line => line.EventId == 3004);
    }

    [Fact]
    public async Task Reveal_WhereNoPolicyIsSet_IsNobodys()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.RevealPolicy = null });
        var id = await RunAsync(host, "echo", """{"text":"hello","secret":"hunter2"}""");

        using var answer = await host.As("rita+viewer+operator+revealer").ReadAsync($"/runs/{id}?reveal=true");

        await answer.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData("019b8d5e-0000-7000-8000-000000000001")]
    [InlineData("{019b8d5e-0000-7000-8000-000000000001}")]
    [InlineData("019b8d5e00007000800000000000000001")]
    [InlineData("latest")]
    public async Task UnknownRun_Is404(string id)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/runs/" + Uri.EscapeDataString(id));

        await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
    }

    [Fact]
    public async Task PayloadThatCannotBeWritten_IsLeftOut()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Script = (_, _) => new(new Moody());
        using var call = await host.Client.RunAsync("scripted", """{"note":"a"}""");
        call.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        var id = (await call.BodyAsync()).GetProperty("executionId").GetGuid();

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.Has("data").Should().BeFalse();
        run.GetProperty("input").Text("note").Should().Be("a");
    }

    [Fact]
    public async Task RunFromCode_HasNoCallerAndNoKey()
    {
        await using var host = await ApiHost.StartAsync();
        var result = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")));

        var run = await host.Client.ReadJsonAsync("/runs/" + result.ExecutionId);

        run.Text("trigger").Should().Be("Code");
        run.Has("caller").Should().BeFalse();
        run.Has("idempotencyKey").Should().BeFalse();
        run.Has("parentId").Should().BeFalse();
        run.GetProperty("input").Text("text").Should().Be("hello");
    }

    [Fact]
    public async Task ChildRun_NamesWhatStartedIt()
    {
        await using var host = await ApiHost.StartAsync();
        Guid child = default;
        host.Work.Script = async (context, token) =>
        {
            var result = await context.RunAsync("echo", new EchoInput("hello"), token);
            child = result.ExecutionId;
            return "done";
        };
        var parent = await RunAsync(host, "scripted", "{}");

        var run = await host.Client.ReadJsonAsync("/runs/" + child);

        run.GetProperty("parentId").GetGuid().Should().Be(parent);
        run.GetProperty("rootId").GetGuid().Should().Be(parent);
        var children = (await host.Client.ReadJsonAsync("/runs/" + parent)).GetProperty("children");
        children.EnumerateArray().Select(row => row.GetProperty("executionId").GetGuid()).Should().Equal(child);
        run.GetProperty("children").GetArrayLength().Should().Be(0);
        (await host.Client.ReadJsonAsync("/runs?root=" + parent)).GetProperty("runs").EnumerateArray()
            .Select(row => row.GetProperty("executionId").GetGuid()).Should().BeEquivalentTo([parent, child]);
    }

    [Fact]
    public async Task Run_ThatWasHandedOutTwice_ShowsBoth()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        host.Work.Fail(new HttpRequestException("The CRM does not answer at crm.internal:443."));
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        await host.Worker.WorkAsync(host);
        host.Work.Script = (_, _) => new((object)"done");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Worker.WorkAsync(host);

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.Text("status").Should().Be("Succeeded");
        run.GetProperty("deliveries").GetInt32().Should().Be(2);
        run.GetProperty("redeliveries").GetInt32().Should().Be(1);
        run.Text("node").Should().Be("node-1");
        var handOuts = run.GetProperty("handOuts").EnumerateArray().ToList();
        handOuts.Select(handOut => handOut.Text("end")).Should().Equal("RetryLater", "Completed");
        handOuts[0].Text("code").Should().Be("dependency_unavailable");
        run.GetRawText().Should().NotContain("crm.internal");
    }

    [Fact]
    public async Task List_ShowsRunsInEveryState()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        var ended = await RunAsync(host, "echo", """{"text":"one"}""");
        var running = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        await host.Worker.ClaimAsync(host);
        var queued = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        var scheduled = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()), new BotEnqueueOptions { Delay = TimeSpan.FromHours(1) });

        var runs = (await host.Client.ReadJsonAsync("/runs")).GetProperty("runs").EnumerateArray()
            .ToDictionary(run => run.GetProperty("executionId").GetGuid(), run => run.Text("state"));

        runs.Should().BeEquivalentTo(new Dictionary<Guid, string>
        {
            [ended] = "Ended",
            [running] = "Running",
            [queued] = "Queued",
            [scheduled] = "Scheduled",
        });
        (await host.Client.ReadJsonAsync("/runs?state=Scheduled")).GetProperty("runs")[0].GetProperty("executionId").GetGuid().Should().Be(scheduled);
    }

    [Fact]
    public async Task RunOfABotThatIsNoLongerRegistered_CanStillBeRead()
    {
        await using var host = await ApiHost.StartAsync();
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        host.Ledger.Record(new RunRecord
        {
            Result = BotResult<EchoResult>.Succeeded(id, "gone", TimeSpan.FromSeconds(1), 1, new EchoResult("hello", 1, "hunter2", false)),
            StartedAt = host.Clock.GetUtcNow(),
            Trigger = BotTrigger.Schedule,
        });

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.Text("bot").Should().Be("gone");
        run.Has("data").Should().BeFalse("nobody knows which of its members are sensitive");
        run.Has("input").Should().BeFalse();
    }

    [Fact]
    public async Task PageOf_TheMostRows_IsTaken()
    {
        await using var host = await ApiHost.StartAsync();

        var body = await host.Client.ReadJsonAsync("/runs?count=" + 1_000.ToString(CultureInfo.InvariantCulture));

        body.GetProperty("runs").GetArrayLength().Should().Be(0);
    }

    // Runs of one millisecond have no order that means anything.
    private static async Task<Guid> RunAsync(ApiHost host, string bot, string body)
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await host.Client.RunAsync(bot, body);
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }

    private sealed class Moody
    {
        public string Value => throw new InvalidOperationException();
    }

    private sealed class BrokenAudit : IBotAuditStore
    {
        public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone");
    }
}
