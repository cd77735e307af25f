using System.Net;
using BotKit.Ledger;
using static BotKit.AspNetCore.Tests.Endpoints.SchedulesEndpointTests;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class ScheduleOperateTests
{
    [Fact]
    public async Task Pause_IsShownWithWhoAndUntilWhen_AndResumeEndsIt()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var paused = await host.Client.SendAsync(Call("POST /schedules/nightly/pause", """{"reason":"holidays","duration":"1.00:00:00"}"""));
        using var resumed = await host.Client.SendAsync(Call("POST /schedules/nightly/resume", null));

        var body = await paused.BodyAsync();
        body.GetProperty("paused").GetBoolean().Should().BeTrue();
        body.GetProperty("pause").GetRawText().Should().Be(
            """{"reason":"holidays","by":"olga","since":"2026-01-05T08:00:30+00:00","until":"2026-01-06T08:00:30+00:00"}""");
        var after = await resumed.BodyAsync();
        after.GetProperty("paused").GetBoolean().Should().BeFalse();
        after.Has("pause").Should().BeFalse();
    }

    [Theory]
    [InlineData("{}", "$.reason")]
    [InlineData("""{"reason":"a\nb"}""", "$.reason")]
    [InlineData("""{"reason":"a","duration":"366.00:00:00"}""", "$.duration")]
    public async Task Pause_WithABadBody_IsLikeThatOfABot(string body, string path)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/pause", body));

        var problem = await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
        Fake(host)["nightly"].Pause.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"text":"other"}""")]
    public async Task Run_IsQueuedAndSaysWhere(string? input)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/run", input));

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var body = await answer.BodyAsync();
        answer.Headers.Location!.OriginalString.Should().Be($"{ApiHost.Prefix}/runs/{body.Text("executionId")}");
        body.Text("bot").Should().Be("echo");
        Fake(host).Runs.Should().Equal(("nightly", "olga", input, null));
    }

    [Fact]
    public async Task Run_WithAKey_HappensOnce()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var first = await host.Client.SendAsync(Call("POST /schedules/nightly/run", null, ("Idempotency-Key", "k")));
        using var again = await host.Client.SendAsync(Call("POST /schedules/nightly/run", null, ("Idempotency-Key", "k")));
        using var bad = await host.Client.SendAsync(Call("POST /schedules/nightly/run", null, ("Idempotency-Key", new string('k', 201))));

        again.Headers.Location.Should().Be(first.Headers.Location);
        Fake(host).Runs.Should().ContainSingle().Which.Key.Should().EndWith(":k", "it is the caller's own");
        await bad.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Run_ThatIsRefused_HasTheStatusOfItsCode()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        Fake(host).Failure = new BotNotFoundException("echo", []);

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/run", null));

        await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot);
    }

    [Fact]
    public async Task Backfill_CountsAllAndListsThe1000First()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/backfill", """{"from":"2025-11-01T00:00:00Z","to":"2026-01-01T01:00:00+01:00"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var body = await answer.BodyAsync();
        body.GetProperty("count").GetInt32().Should().Be((61 * 24) + 1);
        body.GetProperty("due").GetArrayLength().Should().Be(1_000);
        body.GetProperty("due")[0].GetString().Should().Be("2025-11-01T00:00:00+00:00");
        body.GetProperty("already").GetInt32().Should().Be(2);
        body.GetProperty("dryRun").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Backfill_Dry_IsNotWrittenDown()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(
            Call("POST /schedules/nightly/backfill", """{"from":"2026-01-05T06:00:00Z","to":"2026-01-05T07:00:00Z","dryRun":true}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.BodyAsync()).GetProperty("dryRun").GetBoolean().Should().BeTrue();
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"from":"2026-01-05T06:00:00Z"}""", BotErrorCodes.InvalidInput, "$.to")]
    [InlineData("""{"from":"yesterday","to":"2026-01-05T06:00:00Z"}""", BotErrorCodes.InvalidInput, "$.from")]
    [InlineData("""{"from":"2026-01-05T06:00:00Z","to":"9999-12-31T23:59:59Z"}""", BotErrorCodes.ScheduleInvalid, "$.to")]
    public async Task Backfill_OfABadRange_IsRefused(string body, string code, string path)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/backfill", body));

        var problem = await answer.ShouldBeProblemAsync(422, code);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
    }

    [Theory]
    [InlineData("POST /schedules", """{"id":"x","bot":"echo","cron":"0 6 * * 1"}""", "schedule_create", "x: 0 6 * * 1 (UTC)")]
    [InlineData("PUT /schedules/nightly", """{"bot":"echo","cron":"0 7 * * 1"}""", "schedule_change", "nightly: 0 7 * * 1 (UTC)")]
    [InlineData("DELETE /schedules/nightly", null, "schedule_delete", "nightly")]
    [InlineData("POST /schedules/nightly/pause", """{"reason":"fire","duration":"00:10:00"}""", "schedule_pause", "nightly: fire (00:10:00)")]
    [InlineData("POST /schedules/nightly/resume", null, "schedule_resume", "nightly")]
    [InlineData("POST /schedules/nightly/run", null, "schedule_run", "nightly")]
    [InlineData("POST /schedules/nightly/run", """{"text":"b"}""", "schedule_run", "nightly: with another input")]
    [InlineData("POST /schedules/nightly/backfill", """{"from":"2026-01-05T06:00:00Z","to":"2026-01-05T07:00:00Z"}""", "schedule_backfill", "nightly: 2026-01-05T06:00:00Z to 2026-01-05T07:00:00Z")]
    public async Task Change_IsWrittenDown(string route, string? body, string action, string note)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call(route, body));

        ((int)answer.StatusCode).Should().BeInRange(200, 202);
        var entry = (await host.Audit.ListAsync("echo", null, 10, default)).Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Action = action, By = "olga", Note = note });
        entry.ExecutionId.HasValue.Should().Be(action == "schedule_run");
        host.Logs.All.Should().Contain(line => line.EventId == 3014 && line.Text.StartsWith("olga asked for " + action));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task ChangeThatMayHaveBeenDone_IsWrittenDown(bool isOutcomeUnknown, int entries)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        Fake(host).Failure = new BotStoreException("db-7 is gone") { IsOutcomeUnknown = isOutcomeUnknown };

        using var answer = await host.Client.SendAsync(Call("POST /schedules/nightly/pause", """{"reason":"fire"}"""));

        var problem = await answer.ShouldBeProblemAsync(503, isOutcomeUnknown ? BotErrorCodes.OutcomeUnknown : BotErrorCodes.StoreUnavailable);
        problem.Text("detail").Should().NotContainAny("db-7", "run");
        (await host.Audit.ListAsync("echo", null, 10, default)).Count(entry => entry.Note!.Contains("did not say")).Should().Be(entries);
    }
}
