using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class LogsEndpointTests
{
    [Fact]
    public async Task Logs_AreListedNewestFirst()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await LogAsync(host, "one", "two");
        var second = await LogAsync(host, "three");

        var body = await host.Client.ReadJsonAsync("/logs");

        var lines = body.GetProperty("logs").EnumerateArray().ToList();
        lines.Select(line => line.Text("message")).Should().Equal("three", "two", "one");
        lines.Select(line => line.GetProperty("executionId").GetGuid()).Should().Equal(second, first, first);
        lines[0].Text("bot").Should().Be("scripted");
        lines[0].Text("level").Should().Be("Information");
        lines[0].Text("category").Should().Be("BotKit.Bots.scripted");
        body.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("?bot=scripted", 3)]
    [InlineData("?bot=echo", 0)]
    [InlineData("?level=Warning", 1)]
    [InlineData("?level=error", 0)]
    [InlineData("?since=2026-01-05T08:00:00Z", 3)]
    [InlineData("?since=2026-01-05T08:00:31Z", 0)]
    [InlineData("?text=WORK&since=2026-01-05T08:00:00Z", 2)]
    [InlineData("?count=2", 2)]
    public async Task Logs_Filter(string query, int expected)
    {
        await using var host = await ApiHost.StartAsync();
        await LogAsync(host, "worked on it", "! works badly", "done");

        var body = await host.Client.ReadJsonAsync("/logs" + query);

        body.GetProperty("logs").GetArrayLength().Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("run")]
    public async Task Logs_PageByTheLastLine(string which)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await LogAsync(host, [.. Enumerable.Range(1, 5).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        var filter = which == "run" ? "&executionId=" + id : "";

        var seen = new List<string>();
        var before = "";
        for (var page = 0; page < 3; page++)
        {
            var body = await host.Client.ReadJsonAsync("/logs?count=2" + filter + before);
            seen.AddRange(body.GetProperty("logs").EnumerateArray().Select(line => line.Text("message")));
            before = "&before=" + body.GetProperty("next").GetRawText();
        }

        seen.Should().Equal("5", "4", "3", "2", "1");
        before.Should().Be("&before=null");
    }

    [Fact]
    public async Task OneRun_IsListedAlone()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await LogAsync(host, "one", "! two");
        await LogAsync(host, "three");

        var all = await host.Client.ReadJsonAsync("/logs?executionId=" + first);
        var some = await host.Client.ReadJsonAsync($"/logs?executionId={first}&level=Warning&text=TWO");
        var none = await host.Client.ReadJsonAsync($"/logs?executionId={first}&bot=echo");

        all.GetProperty("logs").EnumerateArray().Select(line => line.Text("message")).Should().Equal("! two", "one");
        some.GetProperty("logs").GetArrayLength().Should().Be(1);
        none.GetProperty("logs").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("?text=a")]
    [InlineData("?text=a&since=2026-01-04T08:00:29Z")]
    [InlineData("?level=5")]
    [InlineData("?before=x")]
    [InlineData("?count=1001")]
    [InlineData("?executionId=latest")]
    [InlineData("?bot=%00")]
    public async Task BadParameter_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/logs" + query);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    private static async Task<Guid> LogAsync(ApiHost host, params string[] messages)
    {
        host.Work.Script = (context, _) =>
        {
            foreach (var message in messages)
            {
                context.Logger.Log(message[0] == '!' ? LogLevel.Warning : LogLevel.Information, "{Message}", message);
            }

            return new((object)"done");
        };
        using var answer = await host.Client.RunAsync("scripted", "{}");
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }
}
