using System.Globalization;
using System.Text.Json;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Metrics_CountByStatusAndRateTheBotsOwnWork()
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "{}", times: 3);
        await RunAsync(host, """{"unknown":1}""", times: 2);
        host.Work.Fail(new InvalidOperationException());
        await RunAsync(host, "{}", times: 1);
        await host.Manager.PauseAsync("scripted", "x", "y");
        await RunAsync(host, "{}", times: 4);

        var bot = (await host.Client.ReadJsonAsync("/metrics")).GetProperty("bots").GetProperty("scripted");

        bot.GetProperty("total").GetInt64().Should().Be(10);
        var counts = bot.GetProperty("counts");
        counts.EnumerateObject().Select(count => count.Name).Should().Equal(Enum.GetNames<BotStatus>());
        counts.GetProperty("Succeeded").GetInt64().Should().Be(3);
        counts.GetProperty("Invalid").GetInt64().Should().Be(2);
        counts.GetProperty("Failed").GetInt64().Should().Be(1);
        counts.GetProperty("Rejected").GetInt64().Should().Be(4);
        counts.GetProperty("TimedOut").GetInt64().Should().Be(0);
        bot.GetProperty("successRate").GetDouble().Should().Be(0.75);
    }

    [Fact]
    public async Task Metrics_HavePercentilesInMilliseconds()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 1; i <= 100; i++)
        {
            var took = TimeSpan.FromMilliseconds(i == 100 ? 10_000 : i > 90 ? 1_000 : 10);
            host.Work.Script = (_, _) =>
            {
                host.Clock.Advance(took);
                return new((object)"done");
            };
            await RunAsync(host, "{}", times: 1);
        }

        var bot = (await host.Client.ReadJsonAsync("/metrics")).GetProperty("bots").GetProperty("scripted");

        bot.GetProperty("p50").GetDouble().Should().BeInRange(10, 12.5);
        bot.GetProperty("p95").GetDouble().Should().BeInRange(1_000, 1_250);
        bot.GetProperty("p99").GetDouble().Should().BeInRange(1_000, 1_250);
    }

    [Fact]
    public async Task Metrics_HaveASeriesOfMinutes()
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "{}", times: 2);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        host.Work.Fail(new InvalidOperationException());
        await RunAsync(host, "{}", times: 1);

        var series = (await host.Client.ReadJsonAsync("/metrics")).GetProperty("bots").GetProperty("scripted").GetProperty("series");

        series.EnumerateArray().Select(minute => minute.GetProperty("at").GetDateTimeOffset().ToString("HH:mm", CultureInfo.InvariantCulture))
            .Should().Equal("08:00", "08:02");
        series[0].GetProperty("counts").GetRawText().Should().Be("""{"Succeeded":2}""");
        series[1].GetProperty("counts").GetRawText().Should().Be("""{"Failed":1}""");
        series[0].Has("p50").Should().BeTrue();
        series[0].Has("p95").Should().BeTrue();
    }

    [Fact]
    public async Task Metrics_ReachBackSoManyMinutes()
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "{}", times: 1);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var five = await host.Client.ReadJsonAsync("/metrics?minutes=5");
        var six = await host.Client.ReadJsonAsync("/metrics?minutes=6");

        five.GetProperty("bots").GetProperty("scripted").GetProperty("total").GetInt64().Should().Be(0);
        six.GetProperty("bots").GetProperty("scripted").GetProperty("total").GetInt64().Should().Be(1);
        six.GetProperty("minutes").GetInt32().Should().Be(6);
        six.GetProperty("from").GetDateTimeOffset().Should().Be(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        six.GetProperty("to").GetDateTimeOffset().Should().Be(new DateTimeOffset(2026, 1, 5, 8, 6, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task BotWithoutRuns_HasZerosAndNoRates()
    {
        await using var host = await ApiHost.StartAsync();

        var body = await host.Client.ReadJsonAsync("/metrics");

        body.GetProperty("minutes").GetInt32().Should().Be(60);
        body.GetProperty("bots").EnumerateObject().Select(bot => bot.Name).Should().Equal("echo", "scripted");
        var bot = body.GetProperty("bots").GetProperty("echo");
        bot.GetProperty("total").GetInt64().Should().Be(0);
        foreach (var member in new[] { "successRate", "p50", "p95", "p99" })
        {
            bot.GetProperty(member).ValueKind.Should().Be(JsonValueKind.Null);
        }

        bot.GetProperty("series").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task OneBot_CanBeAskedFor()
    {
        await using var host = await ApiHost.StartAsync();

        var body = await host.Client.ReadJsonAsync("/metrics?bot=echo");
        using var unknown = await host.Client.ReadAsync("/metrics?bot=nobody");

        body.GetProperty("bots").EnumerateObject().Select(bot => bot.Name).Should().Equal("echo");
        await unknown.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot);
    }

    [Fact]
    public async Task Series_OfHours_AddUpTheirMinutes()
    {
        await using var host = await ApiHost.StartAsync();
        await RunAsync(host, "{}", times: 2);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await RunAsync(host, "{}", times: 3);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync(host, "{}", times: 1);

        var body = await host.Client.ReadJsonAsync("/metrics?minutes=120&resolution=hour");

        body.Text("resolution").Should().Be("hour");
        var series = body.GetProperty("bots").GetProperty("scripted").GetProperty("series").EnumerateArray().ToList();
        series.Select(entry => entry.GetProperty("at").GetDateTimeOffset().ToString("HH:mm", CultureInfo.InvariantCulture)).Should().Equal("08:00", "09:00");
        series.Select(entry => entry.GetProperty("counts").GetProperty("Succeeded").GetInt64()).Should().Equal(5, 1);
    }

    [Theory]
    [InlineData(60, "minute")]
    [InlineData(1_440, "minute")]
    [InlineData(1_441, "hour")]
    [InlineData(86_400, "hour")]
    [InlineData(86_401, "day")]
    [InlineData(576_000, "day")]
    public async Task Resolution_IsTheFinestThatFits(int minutes, string expected)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.Client.ReadJsonAsync($"/metrics?minutes={minutes}")).Text("resolution").Should().Be(expected);
    }

    [Theory]
    [InlineData("?minutes=1441&resolution=minute")]
    [InlineData("?minutes=86401&resolution=hour")]
    [InlineData("?resolution=second")]
    public async Task ResolutionThatIsTooFine_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/metrics" + query);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Queue_ShowsWhatWaitsAndRuns()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        await host.Worker.ClaimAsync(host);
        await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()));
        await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput()), new BotEnqueueOptions { Delay = TimeSpan.FromHours(1) });
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        var bots = (await host.Client.ReadJsonAsync("/metrics")).GetProperty("bots");

        var queue = bots.GetProperty("scripted").GetProperty("queue");
        queue.GetProperty("scheduled").GetInt64().Should().Be(1);
        queue.GetProperty("queued").GetInt64().Should().Be(1);
        queue.GetProperty("running").GetInt64().Should().Be(1);
        queue.GetProperty("oldestDue").GetDouble().Should().Be(3_000);
        bots.GetProperty("echo").GetProperty("queue").GetProperty("queued").GetInt64().Should().Be(0);
    }

    [Theory]
    [InlineData("0", 400)]
    [InlineData("1", 200)]
    [InlineData("1440", 200)]
    [InlineData("1441", 200)]
    [InlineData("576000", 200)]
    [InlineData("576001", 400)]
    [InlineData("-1", 400)]
    [InlineData("many", 400)]
    public async Task Minutes_ReachBack400Days(string minutes, int expected)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/metrics?minutes=" + minutes);

        ((int)answer.StatusCode).Should().Be(expected);
    }

    private static async Task RunAsync(ApiHost host, string body, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await host.Client.RunAsync("scripted", body);
        }
    }
}
