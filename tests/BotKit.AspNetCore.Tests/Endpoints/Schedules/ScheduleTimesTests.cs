using System.Text.Json;
using BotKit.Schedules;
using static BotKit.AspNetCore.Tests.Endpoints.SchedulesEndpointTests;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class ScheduleTimesTests
{
    [Theory]
    [InlineData("", 10)]
    [InlineData("?count=1000", 1_000)]
    [InlineData("?count=2", 2)]
    public async Task Next_ListsTheNextInstants(string query, int count)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        var body = await host.Client.ReadJsonAsync("/schedules/nightly/next" + query);

        body.Text("schedule").Should().Be("nightly");
        body.GetProperty("due").GetArrayLength().Should().Be(count);
        body.GetProperty("due")[1].GetString().Should().Be("2026-01-05T10:00:30+00:00");
    }

    [Theory]
    [InlineData("/schedules/nightly/next?count=0")]
    [InlineData("/schedules/nightly/next?count=1001")]
    [InlineData("/schedules/nightly/next?limit=5")]
    [InlineData("/schedules/nightly/occurrences?state=Done")]
    [InlineData("/schedules/nightly/occurrences?from=2026-01-05")]
    [InlineData("/schedules/nightly/occurrences?before=1")]
    [InlineData("/schedules?includeRetired=yes")]
    [InlineData("/schedules?count=0")]
    public async Task BadParameter_Is400(string path)
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));

        using var answer = await host.Client.ReadAsync(path);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Occurrences_SayWhatBecameOfEachInstant()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        var run = Guid.CreateVersion7(host.Clock.GetUtcNow());
        Fake(host).Occurrences.Add(Occurrence(host, 0) with { State = BotOccurrenceState.Ran, ExecutionId = run, IsBackfill = true });
        Fake(host).Occurrences.Add(Occurrence(host, 1) with { Until = At(host, 3), Count = 3, Reason = BotSkipReason.Paused });

        var body = await host.Client.ReadJsonAsync("/schedules/nightly/occurrences");

        body.GetRawText().Should().Be("""
            {"occurrences":[
            {"due":"2026-01-05T09:00:30+00:00","until":"2026-01-05T11:00:30+00:00","count":3,"state":"Skipped","reason":"Paused","backfill":false,"recordedAt":"2026-01-05T08:00:30+00:00"},
            {"due":"2026-01-05T08:00:30+00:00","until":"2026-01-05T08:00:30+00:00","count":1,"state":"Ran","executionId":"RUN","backfill":true,"recordedAt":"2026-01-05T08:00:30+00:00"}
            ],"next":null}
            """.ReplaceLineEndings("").Replace("RUN", run.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Occurrences_PageByTheirInstant()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        Fake(host).Occurrences.AddRange(Enumerable.Range(0, 7).Select(hours => Occurrence(host, hours)));

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.Client.ReadJsonAsync("/schedules/nightly/occurrences?count=3&state=skipped" + (next is null ? "" : "&before=" + next));
            seen.AddRange(page.GetProperty("occurrences").EnumerateArray().Select(occurrence => occurrence.Text("due")));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.Should().Equal(Enumerable.Range(0, 7).Reverse().Select(hours => $"2026-01-05T{8 + hours:00}:00:30+00:00"));
    }

    [Fact]
    public async Task Occurrences_AreFilteredByTime()
    {
        await using var host = await StartAsync();
        Fake(host).Add(Definition("nightly"));
        Fake(host).Occurrences.AddRange(Enumerable.Range(0, 7).Select(hours => Occurrence(host, hours)));

        var body = await host.Client.ReadJsonAsync("/schedules/nightly/occurrences?from=2026-01-05T10:00:30Z&to=2026-01-05T13:00:30%2B01:00");

        body.GetProperty("occurrences").EnumerateArray().Select(it => it.Text("due")).Should().Equal("2026-01-05T11:00:30+00:00", "2026-01-05T10:00:30+00:00");
    }

    [Fact]
    public async Task Preview_SaysWhatAnExpressionMeans()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules/preview", """{"cron":"0 * * * *","timeZone":"Europe/Paris","count":2}"""));

        JsonSerializer.Serialize(await answer.BodyAsync()).Should().Be(
            JsonSerializer.Serialize(JsonDocument.Parse("""{"words":"every hour","due":["2026-01-05T08:00:30+00:00","2026-01-05T09:00:30+00:00"]}""").RootElement));
    }

    [Theory]
    [InlineData("""{"cron":"never"}""", BotErrorCodes.ScheduleInvalid, "$.cron")]
    [InlineData("""{"cron":"0 * * * *","count":1001}""", BotErrorCodes.InvalidInput, "$.count")]
    [InlineData("{}", BotErrorCodes.InvalidInput, "$.cron")]
    public async Task Preview_OfWhatIsNone_SaysWhere(string body, string code, string path)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Call("POST /schedules/preview", body));

        var problem = await answer.ShouldBeProblemAsync(422, code);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
    }

    private static DateTimeOffset At(ApiHost host, int hours) => host.Clock.GetUtcNow().AddHours(hours);

    private static BotOccurrence Occurrence(ApiHost host, int hours)
        => new()
        {
            Schedule = "nightly",
            Due = At(host, hours),
            Until = At(host, hours),
            State = BotOccurrenceState.Skipped,
            RecordedAt = host.Clock.GetUtcNow(),
            Timing = "",
        };
}
