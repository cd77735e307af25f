using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A real workflow, operated over HTTP.</summary>
public sealed class WorkflowDoorsTests
{
    private const string Approval = """
        {"StartAt":"Prepare","States":{
          "Prepare":{"Type":"Pass","Result":{"amount":17,"password":"hidden-word"},"ResultPath":"$.order","Next":"Ask"},
          "Ask":{"Type":"Task","Resource":"signal:approved","ResultPath":"$.answer","Next":"Large?"},
          "Large?":{"Type":"Choice","Choices":[{"Variable":"$.answer.ok","BooleanEquals":true,"Next":"Yes"}],"Default":"No"},
          "Yes":{"Type":"Succeed"},
          "No":{"Type":"Fail","Error":"Refused","Cause":"Somebody said no."}}}
        """;

    private const string Days = """
        {"StartAt":"Sleep","States":{"Sleep":{"Type":"Wait","Seconds":172800,"Next":"Done"},"Done":{"Type":"Succeed"}}}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signal_LetsTheRunGoOnAtOnce(bool isDurable)
    {
        await using var host = await DoorsHost.StartAsync(Approval, isDurable);
        var run = await host.QueueAsync("{}");
        var graph = await host.StateAsync(run, "Ask", "Waiting");
        await host.UntilAsync($"runs/{run}", body => (string?)body["state"] == "Scheduled");
        var watch = Stopwatch.StartNew();

        var (status, body) = await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":true,"by":"ada"}}""");

        (status, (string?)body["change"]).Should().Be((202, "Signaled"));
        var ended = await host.EndedAsync(run);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        ((string?)ended["status"]).Should().Be("Succeeded", ended.ToJsonString());
        ((bool?)ended["data"]!["output"]!["answer"]!["ok"]).Should().BeTrue();
        NodeOf(graph, "Ask")["signal"]!.GetValue<string>().Should().Be("approved");
        NodeOf(graph, "Yes")["state"]!.GetValue<string>().Should().Be("NotReached");
        (await host.GetAsync("audit"))["entries"]!.AsArray().Select(it => (string?)it!["action"]).Should().Contain("workflow_signal");
    }

    [Fact]
    public async Task Signal_ThatComesBeforeItIsAskedFor_IsKept()
    {
        var slow = Approval.Replace("\"Result\":", "\"Comment\":\"early\",\"Result\":", StringComparison.Ordinal);
        await using var host = await DoorsHost.StartAsync(slow);
        var run = await host.QueueAsync("{}");

        var (status, _) = await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":true}}""");

        status.Should().Be(202);
        ((string?)(await host.EndedAsync(run))["status"]).Should().Be("Succeeded");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signals_AtAnyMoment_AreNeverSleptThrough(bool isDurable)
    {
        await using var host = await DoorsHost.StartAsync(Approval, isDurable);
        var random = new Random(17);
        var runs = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var run = await host.QueueAsync("{}");
            await Task.Delay(i % 3 == 0 ? 0 : random.Next(40));
            var (status, body) = await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":true}}""");
            status.Should().Be(202, body.ToJsonString());
            return run;
        }));

        foreach (var run in runs)
        {
            ((string?)(await host.EndedAsync(run))["status"]).Should().Be("Succeeded");
        }
    }

    [Fact]
    public async Task Graph_ShowsTheWayMaskedAndIsDrawn()
    {
        await using var host = await DoorsHost.StartAsync(Approval);
        var run = await host.QueueAsync("""{"email":"ada@example.com","n":1}""");
        await host.StateAsync(run, "Ask", "Waiting");
        await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":false}}""");
        await host.EndedAsync(run);

        var graph = await host.GetAsync($"workflows/{run}/graph");
        var (type, drawing) = await host.DrawAsync(run);

        graph["nodes"]!.AsArray().Select(it => $"{it!["name"]} {it["type"]} {it["state"]} {it["entries"]}").Should().Equal(
            "Prepare Pass Succeeded 1", "Ask Task Succeeded 1", "Large? Choice Succeeded 1", "Yes Succeed NotReached 0", "No Fail Failed 1");
        graph["edges"]!.AsArray().Where(it => (long)it!["taken"]! > 0).Select(it => $"{it!["from"]} {it["to"]} {it["kind"]}").Should().Equal(
            "Prepare Ask Next", "Ask Large? Next", "Large? No Default");
        graph.ToJsonString().Should().NotContainAny("hidden-word", "ada@example.com").And.Contain("\\u0022n\\u0022:1");
        ((string?)graph["error"], (string?)graph["status"]).Should().Be(("Refused", "Failed"));
        type.Should().Be("image/svg+xml");
        XElement.Parse(drawing).Value.Should().ContainAll("Prepare", "Large?", "not reached", "Refused").And.NotContain("hidden-word");
    }

    [Fact]
    public async Task Pause_HoldsARunUntilItIsResumed()
    {
        await using var host = await DoorsHost.StartAsync(Approval);
        var run = await host.QueueAsync("{}");
        await host.StateAsync(run, "Ask", "Waiting");

        var (paused, _) = await host.PostAsync($"workflows/{run}/pause", """{"reason":"audit"}""");
        await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":true}}""");
        await host.UntilAsync($"runs/{run}", body => (string?)body["state"] == "Scheduled");
        var graph = await host.GetAsync($"workflows/{run}/graph");
        var (resumed, _) = await host.PostAsync($"workflows/{run}/resume", null);

        (paused, resumed).Should().Be((202, 202));
        ((string?)graph["pause"]!["reason"]).Should().Be("audit");
        ((string?)(await host.EndedAsync(run))["status"]).Should().Be("Succeeded");
    }

    [Fact]
    public async Task Restart_BeginsAtAStateOfTheOldRun()
    {
        await using var host = await DoorsHost.StartAsync(Approval);
        var run = await host.QueueAsync("""{"n":7}""");
        await host.StateAsync(run, "Ask", "Waiting");
        var (early, _) = await host.PostAsync($"workflows/{run}/restart", null);
        await host.PostAsync($"workflows/{run}/signal", """{"name":"approved","payload":{"ok":false}}""");
        await host.EndedAsync(run);

        var (nowhere, _) = await host.PostAsync($"workflows/{run}/restart", """{"fromState":"Yes"}""");
        var (status, body) = await host.PostAsync($"workflows/{run}/restart", """{"fromState":"Ask"}""", ("Idempotency-Key", "k"));
        var (_, second) = await host.PostAsync($"workflows/{run}/restart", """{"fromState":"Ask"}""", ("Idempotency-Key", "k"));
        var again = (string)body["executionId"]!;

        (early, nowhere, status).Should().Be((409, 422, 202), body.ToJsonString());
        ((string?)second["executionId"], (string?)body["replayOf"]).Should().Be((again, run));
        await host.StateAsync(again, "Ask", "Waiting");
        await host.PostAsync($"workflows/{again}/signal", """{"name":"approved","payload":{"ok":true}}""");
        var ended = await host.EndedAsync(again);
        ((string?)ended["status"], (int?)ended["data"]!["output"]!["n"]).Should().Be(("Succeeded", 7));
        NodeOf(await host.GetAsync($"workflows/{again}/graph"), "Prepare")["state"]!.GetValue<string>().Should().Be("NotReached");
    }

    [Fact]
    public async Task Cancel_EndsARunThatWaitsForDays()
    {
        await using var host = await DoorsHost.StartAsync(Days);
        var run = await host.QueueAsync("{}");
        var graph = await host.StateAsync(run, "Sleep", "Waiting");
        await host.UntilAsync($"runs/{run}", body => (string?)body["state"] == "Scheduled");

        var (status, _) = await host.PostAsync($"runs/{run}/cancel", null);
        var (late, _) = await host.PostAsync($"workflows/{run}/pause", """{"reason":"x"}""");

        NodeOf(graph, "Sleep")["dueAt"]!.GetValue<DateTimeOffset>().Should().BeCloseTo(DateTimeOffset.UtcNow.AddDays(2), TimeSpan.FromMinutes(5));
        (status, late).Should().Be((200, 409));
        ((string?)(await host.EndedAsync(run))["status"]).Should().Be("Canceled");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_RunThatWaits_UndoesWhatHasFinished(bool isDurable)
    {
        await using var host = await DoorsHost.StartAsync(
            """
            {"StartAt":"Reserve","States":{
              "Reserve":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"reserve"},"Compensate":"Release","Next":"Ask"},
              "Ask":{"Type":"Task","Resource":"signal:approved","End":true},
              "Release":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"release"},"End":true}}}
            """,
            isDurable);
        var run = await host.QueueAsync("{}");
        await host.StateAsync(run, "Ask", "Waiting");
        await host.UntilAsync($"runs/{run}", body => (string?)body["state"] == "Scheduled");
        var watch = Stopwatch.StartNew();

        var (status, body) = await host.PostAsync($"runs/{run}/cancel", null);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
        var ended = await host.EndedAsync(run);
        var (late, _) = await host.PostAsync($"runs/{run}/cancel", null);

        (status, (string?)body["change"], late).Should().Be((202, "CancelRequested", 409));
        ((string?)ended["status"], (string?)ended["error"]!["code"]).Should().Be(("Canceled", "canceled_by_operator"));
        var graph = await host.GetAsync($"workflows/{run}/graph");
        ((string?)NodeOf(graph, "Reserve")["state"], (string?)NodeOf(graph, "Release")["state"], (string?)graph["error"]).Should().Be(("Compensated", "Succeeded", "workflow_canceled"));
    }

    [Fact]
    public async Task Run_OfAnotherBot_IsNoWorkflow()
    {
        await using var host = await DoorsHost.StartAsync(Approval);
        var (_, body) = await host.PostAsync("echo", "{}", ("Idempotency-Key", "k"));
        var run = (string)body["executionId"]!;

        foreach (var (door, json) in new[] { ("signal", """{"name":"a"}"""), ("pause", """{"reason":"a"}"""), ("resume", null), ("restart", null) })
        {
            var (status, problem) = await host.PostAsync($"workflows/{run}/{door}", json);
            (status, (string?)problem["error"]!["code"]).Should().Be((404, "not_a_workflow"), door);
        }
    }

    [Fact]
    public async Task HttpTask_OfARun_RetriesWithANewKeyAndKeepsItsSecret()
    {
        var calls = 0;
        await using var service = await WebService.StartAsync(context =>
        {
            context.Response.StatusCode = ++calls == 1 ? 503 : 200;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"echo":"{{context.Request.Headers.Authorization}}"}""");
        });
        var definition = $$"""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"http","Parameters":{"ApiEndpoint":"{{service.Url("/orders")}}","Method":"POST",
              "Headers":{"Authorization":{"Secret":"crm","Prefix":"Bearer "} },"RequestBody.$":"$.order"},
              "Retry":[{"ErrorEquals":["Http.503"],"IntervalSeconds":1,"MaxAttempts":2}],"ResultSelector":{"body.$":"$.ResponseBody"},"End":true} } }
            """;
        await using var host = await DoorsHost.StartAsync(definition, bots: bots => bots.AddWorkflowHttpTasks(options =>
        {
            options.AllowedHosts.Add($"http://127.0.0.1:{service.Port}");
            options.AllowedNetworks.Add("127.0.0.1/32");
            options.Secrets["crm"] = new WorkflowSecretOptions { Value = "s3cr3t-t0ken", Hosts = { $"http://127.0.0.1:{service.Port}" } };
        }));
        var run = await host.QueueAsync("""{"order":{"id":17} }""");

        var ended = await host.EndedAsync(run);
        var graph = await host.GetAsync($"workflows/{run}/graph");

        ((string?)ended["status"]).Should().Be("Succeeded", ended.ToJsonString());
        service.Calls.Select(call => call.Headers["Authorization"]).Should().Equal("Bearer s3cr3t-t0ken", "Bearer s3cr3t-t0ken");
        service.Calls.Select(call => call.Headers["Idempotency-Key"]).Should().OnlyHaveUniqueItems().And.OnlyContain(key => key.Contains(run.Replace("-", "", StringComparison.Ordinal)) || key.Contains(run));
        service.Calls.Select(call => call.Body).Should().Equal("""{"id":17}""", """{"id":17}""");
        (ended.ToJsonString() + graph.ToJsonString()).Should().NotContain("s3cr3t-t0ken");
        ((long)NodeOf(graph, "Call")["retries"]!).Should().Be(1);
    }

    private static JsonNode NodeOf(JsonNode graph, string name) => graph["nodes"]!.AsArray().Single(it => (string?)it!["name"] == name)!;
}
