using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class BotsEndpointTests
{
    [Fact]
    public async Task List_NamesEveryBotWithItsState()
    {
        await using var host = await ApiHost.StartAsync();

        var bots = (await host.Client.ReadJsonAsync("")).GetProperty("bots").EnumerateArray().ToList();

        bots.Select(bot => bot.Text("name")).Should().Equal("echo", "scripted");
        bots[0].Text("description").Should().Be("Says it again");
        var state = bots[0].GetProperty("state");
        state.GetProperty("enabled").GetBoolean().Should().BeTrue();
        state.GetProperty("paused").GetBoolean().Should().BeFalse();
        state.Has("pause").Should().BeFalse();
        state.Text("circuit").Should().Be("Closed");
        state.GetProperty("running").GetInt32().Should().Be(0);
        bots[0].GetProperty("lastRun").ValueKind.Should().Be(JsonValueKind.Null);
        bots[0].GetProperty("lastSuccess").ValueKind.Should().Be(JsonValueKind.Null);
        bots[0].GetProperty("failingStreak").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task List_TellsLastRunLastSuccessAndFailingStreak()
    {
        await using var host = await ApiHost.StartAsync();
        var started = host.Clock.GetUtcNow();
        using var succeeded = await host.Client.RunAsync("scripted", "{}");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Work.Fail(new InvalidOperationException());
        using var failed = await host.Client.RunAsync("scripted", "{}");
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var failedAgain = await host.Client.RunAsync("scripted", "{}");

        var bot = (await host.Client.ReadJsonAsync("")).GetProperty("bots")[1];

        bot.GetProperty("lastRun").Text("status").Should().Be("Failed");
        bot.GetProperty("lastRun").GetProperty("executionId").GetGuid()
            .Should().Be((await failedAgain.BodyAsync()).GetProperty("executionId").GetGuid());
        bot.GetProperty("lastSuccess").GetDateTimeOffset().Should().Be(started);
        bot.GetProperty("failingStreak").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task List_TellsPauseAndCircuit()
    {
        await using var host = await ApiHost.StartAsync(new() { Bots = bots => bots.AddBot<EchoBot>("off").Configure(bot => bot.Enabled = false) });
        await host.Manager.PauseAsync("echo", "maintenance", "ops", TimeSpan.FromHours(1));
        await host.Manager.IsolateAsync("scripted");

        var bots = (await host.Client.ReadJsonAsync("")).GetProperty("bots");

        bots[0].GetProperty("state").GetProperty("paused").GetBoolean().Should().BeTrue();
        var pause = bots[0].GetProperty("state").GetProperty("pause");
        pause.Text("reason").Should().Be("maintenance");
        pause.Text("by").Should().Be("ops");
        pause.GetProperty("until").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow().AddHours(1));
        bots[1].GetProperty("state").GetProperty("enabled").GetBoolean().Should().BeFalse();
        bots[2].GetProperty("state").Text("circuit").Should().Be("Isolated");
    }

    [Fact]
    public async Task Detail_HasTheInputsSchemaAndTheLimits()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<EchoBot>("limited").Validate<EchoInputValidator>().Configure(bot =>
            {
                bot.TotalTimeout = TimeSpan.FromSeconds(10);
                bot.AttemptTimeout = TimeSpan.FromMilliseconds(1_500);
                bot.MaxConcurrency = 4;
                bot.RateLimit = new() { Kind = BotRateLimitKind.TokenBucket, Permits = 9, Window = TimeSpan.FromMinutes(1) };
            }),
        });

        var bot = await host.Client.ReadJsonAsync("/limited");

        bot.Text("name").Should().Be("limited");
        var schema = bot.GetProperty("inputSchema");
        schema.GetProperty("properties").Has("text").Should().BeTrue();
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Contain("text");
        var limits = bot.GetProperty("limits");
        limits.GetProperty("totalTimeout").GetDouble().Should().Be(10_000);
        limits.GetProperty("attemptTimeout").GetDouble().Should().Be(1_500);
        limits.GetProperty("maxConcurrency").GetInt32().Should().Be(4);
        limits.GetProperty("maxRetries").GetInt32().Should().Be(2);
        limits.GetProperty("rateLimit").Text("kind").Should().Be("TokenBucket");
        limits.GetProperty("rateLimit").GetProperty("permits").GetInt32().Should().Be(9);
        limits.GetProperty("rateLimit").GetProperty("window").GetDouble().Should().Be(60_000);
        limits.GetProperty("circuit").GetProperty("failureThreshold").GetInt32().Should().Be(5);
        limits.GetProperty("circuit").GetProperty("openDuration").GetDouble().Should().Be(60_000);
        limits.GetProperty("idempotencyKeyLifetime").GetDouble().Should().Be(86_400_000);
    }

    [Fact]
    public async Task Detail_OfABotWithoutLimits_SaysSo()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<EchoBot>("free").Configure(bot =>
            {
                bot.TotalTimeout = null;
                bot.Repeatable = false;
                bot.Circuit.Enabled = false;
            }),
        });

        var limits = (await host.Client.ReadJsonAsync("/free")).GetProperty("limits");

        limits.GetProperty("totalTimeout").ValueKind.Should().Be(JsonValueKind.Null);
        limits.GetProperty("attemptTimeout").ValueKind.Should().Be(JsonValueKind.Null);
        limits.GetProperty("maxConcurrency").ValueKind.Should().Be(JsonValueKind.Null);
        limits.GetProperty("maxRetries").GetInt32().Should().Be(0);
        limits.Has("rateLimit").Should().BeFalse();
        limits.Has("circuit").Should().BeFalse();
    }

    [Fact]
    public async Task Detail_OfAnUnknownBot_Is404()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/nobody");

        var body = await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot);
        body.Text("bot").Should().Be("nobody");
        body.Has("executionId").Should().BeFalse("no run was asked for");
    }
}
