using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using static BotKit.AspNetCore.Tests.Endpoints.SchedulesEndpointTests;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>The routes over the real scheduler, in memory and on SQLite, by the real clock.</summary>
public sealed class RealSchedulesTests : IDisposable
{
    private const string Input = """{"customer":"ann","pin":4242,"card":{"number":"1234-5678"}}""";
    private const string Masked = """{"customer":"ann","pin":"***","card":"***"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botkit-");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ScheduleMadeHere_Fires_AndEveryInstantSaysWhatBecameOfIt(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);
        using var made = await host.Client.SendAsync(Call("POST /schedules", $$"""{"id":"ticks","bot":"pay","cron":"@every 1s","input":{{Input}}}"""));
        made.StatusCode.Should().Be(HttpStatusCode.Created);

        var shown = await UntilAsync(host, "/schedules/ticks", static body => body.GetProperty("lastSuccess").ValueKind != JsonValueKind.Null);
        using var paused = await host.Client.SendAsync(Call("POST /schedules/ticks/pause", """{"reason":"enough"}"""));
        var skipped = await UntilAsync(host, "/schedules/ticks/occurrences?state=skipped", static body => body.GetProperty("occurrences").GetArrayLength() > 0);
        var ran = (await host.Client.ReadJsonAsync("/schedules/ticks/occurrences?state=ran")).GetProperty("occurrences");

        shown.Text("words").Should().Be("Every second");
        shown.GetProperty("input").GetRawText().Should().Be(Masked);
        skipped.GetProperty("occurrences")[0].Text("reason").Should().Be("Paused");
        (await paused.BodyAsync()).GetProperty("pause").Text("by").Should().Be("olga");
        var oldest = ran[ran.GetArrayLength() - 1];
        var run = await UntilAsync(host, "/runs/" + oldest.Text("executionId"), static body => body.Text("state") == "Ended");
        run.Text("trigger").Should().Be("Schedule");
        run.Text("schedule").Should().Be("ticks");
        run.Text("scheduledFor").Should().Be(oldest.Text("due"));
        run.GetProperty("data").GetString().Should().Be("paid", "its input was stored whole");
        var listed = (await host.Client.ReadJsonAsync("/runs?schedule=ticks&count=1000")).GetProperty("runs").EnumerateArray().Select(row => row.Text("executionId"));
        listed.Should().BeEquivalentTo(ran.EnumerateArray().Select(occurrence => occurrence.Text("executionId")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChangeWithoutAnInput_KeepsTheEncryptedOne(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);
        using var made = await host.Client.SendAsync(Call("POST /schedules", $$"""{"id":"yearly","bot":"pay","cron":"@yearly","input":{{Input}}}"""));

        using var changed = await host.Client.SendAsync(Call("PUT /schedules/yearly", """{"bot":"pay","cron":"@monthly"}"""));
        using var run = await host.Client.SendAsync(Call("POST /schedules/yearly/run", null));

        (await changed.BodyAsync()).GetProperty("input").GetRawText().Should().Be(Masked);
        var id = (await run.BodyAsync()).Text("executionId");
        var ended = await UntilAsync(host, "/runs/" + id, static body => body.Text("state") == "Ended");
        ended.GetProperty("data").GetString().Should().Be("paid");
        ended.Has("scheduledFor").Should().BeFalse();
        ended.Text("schedule").Should().Be("yearly");
        ended.Text("caller").Should().Be("olga");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunWithAKey_IsOneRun_AndAnotherInputUnderItAConflict(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);
        using var made = await host.Client.SendAsync(Call("POST /schedules", """{"id":"yearly","bot":"echo","cron":"@yearly","input":{"text":"a"}}"""));

        using var first = await host.Client.SendAsync(Call("POST /schedules/yearly/run", null, ("Idempotency-Key", "k")));
        using var again = await host.Client.SendAsync(Call("POST /schedules/yearly/run", null, ("Idempotency-Key", "k")));
        using var other = await host.Client.SendAsync(Call("POST /schedules/yearly/run", """{"text":"b"}""", ("Idempotency-Key", "k")));
        using var invalid = await host.Client.SendAsync(Call("POST /schedules/yearly/run", """{"text":""}"""));

        first.StatusCode.Should().Be(HttpStatusCode.Accepted);
        again.Headers.Location.Should().Be(first.Headers.Location);
        await other.ShouldBeProblemAsync(409, BotErrorCodes.IdempotencyConflict);
        await invalid.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Backfill_RunsThePastOneAfterAnother(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);
        using var made = await host.Client.SendAsync(Call("POST /schedules", """{"id":"hourly","bot":"echo","cron":"0 * * * *","input":{"text":"a"}}"""));
        const string Range = """{"from":"2024-03-01T00:00:00Z","to":"2024-03-01T05:59:59Z","dryRun":DRY}""";

        using var dry = await host.Client.SendAsync(Call("POST /schedules/hourly/backfill", Range.Replace("DRY", "true", StringComparison.Ordinal)));
        var before = await host.Client.ReadJsonAsync("/schedules/hourly/occurrences");
        using var done = await host.Client.SendAsync(Call("POST /schedules/hourly/backfill", Range.Replace("DRY", "false", StringComparison.Ordinal)));
        var after = await UntilAsync(
            host, "/schedules/hourly/occurrences?state=ran&to=2024-04-01T00:00:00Z", static body => body.GetProperty("occurrences").GetArrayLength() == 6);
        using var repeated = await host.Client.SendAsync(Call("POST /schedules/hourly/backfill", Range.Replace("DRY", "true", StringComparison.Ordinal)));

        dry.StatusCode.Should().Be(HttpStatusCode.OK);
        done.StatusCode.Should().Be(HttpStatusCode.Accepted);
        before.GetProperty("occurrences").GetArrayLength().Should().Be(0);
        (await done.BodyAsync()).GetProperty("count").GetInt32().Should().Be(6);
        after.GetProperty("occurrences").EnumerateArray().Should().OnlyContain(occurrence => occurrence.GetProperty("backfill").GetBoolean());
        after.GetProperty("occurrences")[5].Text("due").Should().Be("2024-03-01T00:00:00+00:00");
        (await repeated.BodyAsync()).GetProperty("already").GetInt32().Should().Be(6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EverythingThatIsWrong_IsSaidAtOnce(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);

        using var answer = await host.Client.SendAsync(Call(
            "POST /schedules", """{"id":"X","bot":"echo","cron":"0 0 30 2 *","timeZone":"Mars/Olympus","priority":10,"blackouts":["none"],"input":{"text":""}}"""));

        var problem = await answer.ShouldBeProblemAsync(422, BotErrorCodes.ScheduleInvalid);
        problem.GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.Text("path")).Should()
            .BeEquivalentTo("$.id", "$.timeZone", "$.cron", "$.priority", "$.blackouts[0]", "$.input.text");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeletedSchedule_KeepsItsPast_AndComesBack(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite);
        const string Body = """{"id":"ticks","bot":"echo","cron":"@every 1s","input":{"text":"a"}}""";
        using var made = await host.Client.SendAsync(Call("POST /schedules", Body));
        await UntilAsync(host, "/schedules/ticks/occurrences", static body => body.GetProperty("occurrences").GetArrayLength() > 0);

        using var deleted = await host.Client.SendAsync(Call("DELETE /schedules/ticks", null));
        using var again = await host.Client.SendAsync(Call("DELETE /schedules/ticks", null));
        using var paused = await host.Client.SendAsync(Call("POST /schedules/ticks/pause", """{"reason":"x"}"""));
        var past = await host.Client.ReadJsonAsync("/schedules/ticks/occurrences");
        using var back = await host.Client.SendAsync(Call("POST /schedules", Body));

        var body = await deleted.BodyAsync();
        body.GetProperty("retired").GetBoolean().Should().BeTrue();
        body.GetProperty("nextDue").ValueKind.Should().Be(JsonValueKind.Null);
        await again.ShouldBeProblemAsync(404, BotErrorCodes.UnknownSchedule);
        await paused.ShouldBeProblemAsync(404, BotErrorCodes.UnknownSchedule);
        past.GetProperty("occurrences").GetArrayLength().Should().BePositive();
        back.StatusCode.Should().Be(HttpStatusCode.Created);
        (await back.BodyAsync()).GetProperty("retired").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeclaredSchedule_IsOverriddenAndGivenBack(bool isSqlite)
    {
        await using var host = await StartAsync(isSqlite, bots => bots.AddBot<EchoBot>("nightly-echo").Schedule("0 3 * * *", input: new EchoInput("a", Secret: "s3cret"), id: "declared"));
        await UntilAsync(host, "/schedules", static body => body.GetProperty("schedules").GetArrayLength() == 1);

        using var refused = await host.Client.SendAsync(Call("DELETE /schedules/declared", null));
        using var changed = await host.Client.SendAsync(Call("PUT /schedules/declared", """{"bot":"nightly-echo","cron":"0 4 * * *"}"""));
        using var other = await host.Client.SendAsync(Call("PUT /schedules/declared", """{"bot":"echo","cron":"0 4 * * *"}"""));
        var row = (await host.Client.ReadJsonAsync("/nightly-echo")).GetProperty("schedules")[0];
        using var deleted = await host.Client.SendAsync(Call("DELETE /schedules/declared", null));

        await refused.ShouldBeProblemAsync(409, BotErrorCodes.ScheduleDeclared);
        var overridden = await changed.BodyAsync();
        overridden.Text("cron").Should().Be("0 4 * * *");
        overridden.Text("source").Should().Be("Code");
        overridden.GetProperty("declared").Text("cron").Should().Be("0 3 * * *");
        overridden.GetRawText().Should().NotContain("s3cret");
        var problem = await other.ShouldBeProblemAsync(422, BotErrorCodes.ScheduleInvalid);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be("$.bot");
        row.Text("cron").Should().Be("0 4 * * *");
        var body = await deleted.BodyAsync();
        body.Text("cron").Should().Be("0 3 * * *");
        body.GetProperty("overridden").GetBoolean().Should().BeFalse();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ApiHost> StartAsync(bool isSqlite, Action<IBotKitBuilder>? more = null)
        => ApiHost.StartAsync(new()
        {
            Api = static api => api.CallsPerMinute = 1_000_000,
            Services = static services => services.AddSingleton(TimeProvider.System).AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()),
            Bots = bots =>
            {
                bots.AddScheduling().UseDataProtection().AddBot<PayBot>("pay");
                if (isSqlite)
                {
                    bots.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "ledger.db")};Pooling=False");
                }

                more?.Invoke(bots);
            },
        });

    private static async Task<JsonElement> UntilAsync(ApiHost host, string path, Func<JsonElement, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await host.Client.ReadAsync(path);
            if (answer.IsSuccessStatusCode && await answer.BodyAsync() is var body && condition(body))
            {
                return body;
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
