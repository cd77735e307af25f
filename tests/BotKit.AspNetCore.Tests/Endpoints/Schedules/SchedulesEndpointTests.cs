using System.Net;
using System.Text;
using System.Text.Json;
using BotKit.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class SchedulesEndpointTests
{
    private const string Full = """
        {
          "id": "nightly", "bot": "echo", "cron": "0 6 * * 1", "timeZone": "Europe/Paris", "input": {"text":"a","secret":"s3cret"}, "overlap": "Queue",
          "missed": "CatchUp", "catchUpLimit": 7, "missedAfter": "00:05:00", "jitter": "00:00:10", "startAt": "2026-02-01T00:00:00+01:00",
          "endAt": "2027-02-01T00:00:00Z", "blackouts": ["holidays"], "priority": 8, "successWithin": "1.02:00:00", "description": "Says a"
        }
        """;

    private static readonly string[] Routes =
    [
        "GET /schedules", "POST /schedules", "POST /schedules/preview", "GET /schedules/x", "PUT /schedules/x", "DELETE /schedules/x",
        "POST /schedules/x/pause", "POST /schedules/x/resume", "POST /schedules/x/run", "POST /schedules/x/backfill", "GET /schedules/x/next",
        "GET /schedules/x/occurrences",
    ];

    [Fact]
    public async Task WithoutAScheduler_EveryRouteIs501()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var route in Routes)
        {
            using var answer = await host.Client.SendAsync(Call(route, """{"id":"x","bot":"echo","cron":"0 6 * * 1"}"""));

            await answer.ShouldBeProblemAsync(501, BotErrorCodes.NoScheduler);
        }

        (await host.Client.ReadJsonAsync("/echo")).Has("schedules").Should().BeFalse();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("NIGHTLY")]
    [InlineData("nightly%20")]
    [InlineData("..%2F..%2Fetc")]
    public async Task UnknownSchedule_Is404OnEveryRoute(string id)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        var body = """{"bot":"echo","cron":"0 6 * * 1"}""";
        foreach (var route in Routes.Where(route => route.Contains("/x")))
        {
            using var answer = await host.Client.SendAsync(Call(route.Replace("/x", "/" + id, StringComparison.Ordinal), body));

            await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownSchedule);
        }
    }

    [Fact]
    public async Task Create_MakesTheScheduleAndSaysWhereItIs()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules", Full));

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.Should().Be(ApiHost.Prefix + "/schedules/nightly");
        var made = Fake(host)["nightly"];
        made.ChangedBy.Should().Be("olga");
        Encoding.UTF8.GetString(made.Definition.Input.Span).Should().Be("""{"text":"a","secret":"s3cret"}""");
        made.Definition.Should().BeEquivalentTo(
            new BotScheduleDefinition
            {
                Id = "nightly",
                Bot = "echo",
                Cron = "0 6 * * 1",
                TimeZone = "Europe/Paris",
                Overlap = BotOverlapPolicy.Queue,
                Missed = BotMissedRunPolicy.CatchUp,
                CatchUpLimit = 7,
                MissedAfter = TimeSpan.FromMinutes(5),
                Jitter = TimeSpan.FromSeconds(10),
                StartAt = new(2026, 2, 1, 0, 0, 0, TimeSpan.FromHours(1)),
                EndAt = new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero),
                Blackouts = ["holidays"],
                Priority = 8,
                SuccessWithin = TimeSpan.FromHours(26),
                Description = "Says a",
            },
            options => options.Excluding(definition => definition.Input));
    }

    [Fact]
    public async Task Answer_HoldsTheDefinitionInItsOwnFormAndTheState()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules", Full));

        var body = await answer.BodyAsync();
        JsonSerializer.Serialize(body).Should().Be(JsonSerializer.Serialize(await host.Client.ReadJsonAsync("/schedules/nightly")));
        var expected = JsonDocument.Parse("""
            {
              "id": "nightly", "bot": "echo", "cron": "0 6 * * 1", "timeZone": "Europe/Paris", "input": {"text":"a","number":0,"secret":"***"},
              "overlap": "Queue", "missed": "CatchUp", "catchUpLimit": 7, "missedAfter": "00:05:00", "jitter": "00:00:10",
              "startAt": "2026-01-31T23:00:00+00:00", "endAt": "2027-02-01T00:00:00+00:00", "blackouts": ["holidays"], "priority": 8,
              "successWithin": "1.02:00:00", "description": "Says a", "words": "every hour", "source": "Runtime", "overridden": false, "retired": false,
              "paused": false, "nextDue": "2026-01-05T09:00:30+00:00", "lastRun": null, "lastSuccess": null, "overdue": false, "late": true,
              "createdAt": "2026-01-05T08:00:30+00:00", "changedAt": "2026-01-05T08:00:30+00:00", "changedBy": "olga"
            }
            """).RootElement;
        body.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText())
            .Should().BeEquivalentTo(expected.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()));
    }

    [Fact]
    public async Task Create_WithTheLeast_TakesTheDefaults()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules", """{"id":"x","bot":"echo","cron":"0 6 * * 1"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        Fake(host)["x"].Definition.Should().BeEquivalentTo(Definition("x"), options => options.Excluding(definition => definition.Input));
        Encoding.UTF8.GetString(Fake(host)["x"].Definition.Input.Span).Should().Be("{}");
    }

    [Theory]
    [InlineData("", 400, "$")]
    [InlineData("[]", 422, "$")]
    [InlineData("""{"id":"a","id":"b","bot":"echo","cron":"0 6 * * 1"}""", 400, "$.id")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","input":{"text":"a","text":"b"}}""", 400, "$.input.text")]
    [InlineData("""{"bot":"echo","cron":"0 6 * * 1"}""", 422, "$.id")]
    [InlineData("""{"id":"a","cron":"0 6 * * 1"}""", 422, "$.bot")]
    [InlineData("""{"id":"a","bot":"echo"}""", 422, "$.cron")]
    [InlineData("""{"id":"a","bot":"echo","cron":null}""", 422, "$.cron")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","words":"at six"}""", 422, "$.words")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","overlap":"1"}""", 422, "$.overlap")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","missed":"skip"}""", 422, "$.missed")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","missedAfter":60}""", 422, "$.missedAfter")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","startAt":"2026-01-05T09:00:00"}""", 422, "$.startAt")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","endAt":"0001-01-01T00:00:00+14:00"}""", 422, "$.endAt")]
    [InlineData("""{"id":"a","bot":"echo","cron":"0 6 * * 1","description":"a\u0000"}""", 422, "$.description")]
    public async Task Create_WithABadBody_MakesNothing(string body, int statusCode, string path)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules", body));

        var problem = await answer.ShouldBeProblemAsync(statusCode, statusCode == 400 ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput);
        problem.GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.Text("path")).Should().Contain(path);
        (await Fake(host).ListAsync(new(), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Create_ThatIsRefused_SaysWhyAndIsNotWrittenDown()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("taken"));

        using var invalid = await host.Client.SendAsync(Call("POST /schedules", """{"id":"x","bot":"echo","cron":"never"}"""));
        using var taken = await host.Client.SendAsync(Call("POST /schedules", """{"id":"taken","bot":"echo","cron":"0 6 * * 1"}"""));

        var problem = await invalid.ShouldBeProblemAsync(422, BotErrorCodes.ScheduleInvalid);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be("$.cron");
        await taken.ShouldBeProblemAsync(409, BotErrorCodes.ScheduleExists);
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Change_WithoutAnInput_KeepsTheOneThatNobodyCanSendBack()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly") with { Input = """{"text":"a","secret":"s3cret"}"""u8.ToArray(), Priority = 9 });

        using var answer = await host.Client.SendAsync(Call("PUT /schedules/nightly", """{"bot":"echo","cron":"0 7 * * 1"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var changed = Fake(host)["nightly"].Definition;
        changed.Cron.Should().Be("0 7 * * 1");
        changed.Priority.Should().Be(5, "a change is the whole definition");
        Encoding.UTF8.GetString(changed.Input.Span).Should().Contain("s3cret");
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("s3cret");
    }

    [Fact]
    public async Task Change_UnderAnotherId_IsRefused()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("PUT /schedules/nightly", """{"id":"daily","bot":"echo","cron":"0 7 * * 1"}"""));

        var problem = await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be("$.id");
        Fake(host)["nightly"].Definition.Cron.Should().Be("0 6 * * 1");
    }

    [Fact]
    public async Task Delete_OfADeclaredOne_EndsItsOverrideAndNothingMore()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"), BotScheduleSource.File);
        using var change = await host.Client.SendAsync(Call("PUT /schedules/nightly", """{"bot":"echo","cron":"0 7 * * 1","input":{"text":"b","secret":"s3cret"}}"""));
        var overridden = await change.BodyAsync();

        using var first = await host.Client.SendAsync(Call("DELETE /schedules/nightly", null));
        using var second = await host.Client.SendAsync(Call("DELETE /schedules/nightly", null));

        overridden.GetProperty("overridden").GetBoolean().Should().BeTrue();
        overridden.GetProperty("declared").Text("cron").Should().Be("0 6 * * 1");
        var body = await first.BodyAsync();
        body.Text("cron").Should().Be("0 6 * * 1");
        body.GetProperty("overridden").GetBoolean().Should().BeFalse();
        body.Text("source").Should().Be("File");
        await second.ShouldBeProblemAsync(409, BotErrorCodes.ScheduleDeclared);
    }

    [Fact]
    public async Task Delete_OfOneMadeAtRunTime_ShowsItRetired()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.SendAsync(Call("DELETE /schedules/nightly", null));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.BodyAsync()).GetProperty("retired").GetBoolean().Should().BeTrue();
        (await host.Client.ReadJsonAsync("/schedules")).GetProperty("schedules").GetArrayLength().Should().Be(0);
        (await host.Client.ReadJsonAsync("/schedules?includeRetired=true")).GetProperty("schedules")[0].Text("id").Should().Be("nightly");
    }

    [Fact]
    public async Task List_PagesById()
    {
        await using var host = await StartAsync();
        foreach (var id in new[] { "c", "a", "e", "b", "d" })
        {
            Fake(host).Add(Definition(id) with { Bot = id == "e" ? "scripted" : "echo", Input = """{"text":"a"}"""u8.ToArray() });
        }

        var ids = new List<string>();
        JsonElement page;
        string? next = null;
        do
        {
            page = await host.Client.ReadJsonAsync("/schedules?bot=echo&count=3" + (next is null ? "" : "&after=" + next));
            ids.AddRange(page.GetProperty("schedules").EnumerateArray().Select(schedule => schedule.Text("id")));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        ids.Should().Equal("a", "b", "c", "d");
        page.GetProperty("schedules")[0].Has("input").Should().BeFalse("rows hold no payloads");
    }

    [Fact]
    public async Task Bot_ListsItsSchedules()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        Fake(host).Add(Definition("other") with { Bot = "scripted" });

        var rows = (await host.Client.ReadJsonAsync("/echo")).GetProperty("schedules");

        rows.GetRawText().Should().Be(
            """[{"id":"nightly","cron":"0 6 * * 1","words":"every hour","timeZone":"UTC","paused":false,"nextDue":"2026-01-05T09:00:30+00:00","lastSuccess":null,"overdue":false,"late":true}]""");
    }

    [Fact]
    public async Task InputOfABotThatIsNotRegistered_IsLeftOut()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly") with { Bot = "gone", Input = """{"secret":"s3cret"}"""u8.ToArray() });

        (await host.Client.ReadJsonAsync("/schedules/nightly")).Has("input").Should().BeFalse();
    }

    [Fact]
    public async Task ScheduleCalledPreview_IsOneLikeAnyOther()
    {
        await using var host = await StartAsync();
        using var made = await host.Client.SendAsync(Call("POST /schedules", """{"id":"preview","bot":"echo","cron":"0 6 * * 1"}"""));

        var shown = await host.Client.ReadJsonAsync("/schedules/preview");
        using var deleted = await host.Client.SendAsync(Call("DELETE /schedules/preview", null));

        shown.Text("id").Should().Be("preview");
        (await deleted.BodyAsync()).GetProperty("retired").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("olga+operator", 403, 200)]
    [InlineData("rita+operator+revealer", 201, 200)]
    [InlineData("vera+viewer", 403, 403)]
    public async Task Policies_AreViewOperateAndAdmin(string token, int made, int paused)
    {
        await using var host = await StartAsync(api => api.AdminPolicy = "revealers");
        Fake(host).Add(Definition("nightly"));
        var client = host.As(token);

        using var create = await client.SendAsync(Call("POST /schedules", """{"id":"x","bot":"echo","cron":"0 6 * * 1"}"""));
        using var change = await client.SendAsync(Call("PUT /schedules/nightly", """{"bot":"echo","cron":"0 7 * * 1"}"""));
        using var pause = await client.SendAsync(Call("POST /schedules/nightly/pause", """{"reason":"x"}"""));
        using var backfill = await client.SendAsync(Call("POST /schedules/nightly/backfill", """{"from":"2026-01-05T06:00:00Z","to":"2026-01-05T07:00:00Z","dryRun":true}"""));
        using var preview = await client.SendAsync(Call("POST /schedules/preview", """{"cron":"0 7 * * 1"}"""));
        using var show = await client.ReadAsync("/schedules/nightly");
        using var delete = await client.SendAsync(Call("DELETE /schedules/nightly", null));

        ((int)create.StatusCode).Should().Be(made);
        ((int)change.StatusCode).Should().Be(made == 201 ? 200 : made);
        ((int)delete.StatusCode).Should().Be(made == 201 ? 200 : made);
        ((int)pause.StatusCode).Should().Be(paused);
        ((int)backfill.StatusCode).Should().Be(paused);
        ((int)preview.StatusCode).Should().Be(200);
        ((int)show.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task CallWithACookieAndWithoutTheHeader_ChangesNothing()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        var cookie = await host.LogInAsync();
        foreach (var route in new[] { "PUT /schedules/nightly", "DELETE /schedules/nightly", "POST /schedules/nightly/run" })
        {
            using var call = Call(route, """{"bot":"echo","cron":"0 7 * * 1"}""");
            call.Headers.Add("Cookie", cookie);
            using var answer = await host.As(null).SendAsync(call);

            await answer.ShouldBeProblemAsync(403, BotErrorCodes.CrossSite);
        }

        Fake(host)["nightly"].Should().BeEquivalentTo(new { IsRetired = false, Definition = new { Cron = "0 6 * * 1" } });
        Fake(host).Runs.Should().BeEmpty();
    }

    internal static Task<ApiHost> StartAsync(Action<BotKitApiOptions>? api = null) => ApiHost.StartAsync(FakeSchedules.Host(api));

    internal static FakeSchedules Fake(ApiHost host) => host.Services.GetRequiredService<FakeSchedules>();

    internal static BotScheduleDefinition Definition(string id) => new() { Id = id, Bot = "echo", Cron = "0 6 * * 1" };

    internal static HttpRequestMessage Call(string route, string? body, params (string Name, string Value)[] headers)
    {
        var parts = route.Split(' ');
        var request = Answers.Post(parts[1], parts[0] == "GET" ? null : body, headers);
        request.Method = new HttpMethod(parts[0]);
        return request;
    }
}
