using System.Net;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class OperateEndpointTests
{
    [Fact]
    public async Task Pause_StopsTheBotInTheCallersName()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/pause", """{"reason":"maintenance","duration":"00:30:00"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var body = await answer.BodyAsync();
        body.Text("bot").Should().Be("echo");
        body.GetProperty("state").GetProperty("paused").GetBoolean().Should().BeTrue();
        var pause = host.Manager.GetState("echo").Pause!;
        pause.Should().Be(new BotPause("maintenance", "olga", host.Clock.GetUtcNow(), host.Clock.GetUtcNow().AddMinutes(30)));
        host.Logs.All.Should().Contain(line => line.EventId == 3003 && line.Text == "olga asked for pause of echo");
    }

    [Fact]
    public async Task Pause_WithoutADuration_HasNoEnd()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/pause", """{"reason":"maintenance"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        host.Manager.GetState("echo").Pause!.Until.Should().BeNull();
    }

    [Theory]
    [InlineData("", 400, "$")]
    [InlineData("{", 400, "$")]
    [InlineData("""{"reason":"a","reason":"b"}""", 400, "$.reason")]
    [InlineData("null", 422, "$")]
    [InlineData("{}", 422, "$.reason")]
    [InlineData("""{"reason":null}""", 422, "$.reason")]
    [InlineData("""{"reason":" "}""", 422, "$.reason")]
    [InlineData("""{"reason":"a\nb"}""", 422, "$.reason")]
    [InlineData("""{"reason":"a","by":"somebody else"}""", 422, "$.by")]
    [InlineData("""{"reason":"a","duration":"soon"}""", 422, "$.duration")]
    [InlineData("""{"reason":"a","duration":60}""", 422, "$.duration")]
    [InlineData("""{"reason":"a","duration":"00:00:00"}""", 422, "$.duration")]
    [InlineData("""{"reason":"a","duration":"-00:01:00"}""", 422, "$.duration")]
    [InlineData("""{"reason":"a","duration":"366.00:00:00"}""", 422, "$.duration")]
    [InlineData("""{"reason":"a","duration":"10675199.02:48:05.4775807"}""", 422, "$.duration")]
    public async Task Pause_WithABadBody_ChangesNothing(string body, int statusCode, string path)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/pause", body));

        var problem = await answer.ShouldBeProblemAsync(statusCode, statusCode == 400 ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
        problem.Text("bot").Should().Be("echo");
        problem.Has("executionId").Should().BeFalse("no run was asked for");
        host.Manager.GetState("echo").Pause.Should().BeNull();
    }

    [Theory]
    [InlineData(500, 200)]
    [InlineData(501, 422)]
    public async Task Reason_IsTakenUpTo500Characters(int length, int expected)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/pause", $$"""{"reason":"{{new string('r', length)}}"}"""));

        ((int)answer.StatusCode).Should().Be(expected);
    }

    [Fact]
    public async Task Pause_WithoutJson_Is415()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = Answers.Post("/echo/pause", null);
        request.Content = new StringContent("reason=x");

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(415, BotErrorCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Pause_WithALongBody_Is413()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.MaxBodyBytes = 50 });

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/pause", """{"reason":"maintenance"}""".PadRight(51)));

        await answer.ShouldBeProblemAsync(413, BotErrorCodes.PayloadTooLarge);
    }

    [Fact]
    public async Task Resume_EndsAPause()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("echo", "maintenance", "ops");

        using var answer = await host.Client.SendAsync(Answers.Post("/echo/resume", null));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.BodyAsync()).GetProperty("state").GetProperty("paused").GetBoolean().Should().BeFalse();
        host.Manager.GetState("echo").Pause.Should().BeNull();
    }

    [Fact]
    public async Task IsolateAndReset_HoldAndCloseTheCircuit()
    {
        await using var host = await ApiHost.StartAsync();

        using var isolated = await host.Client.SendAsync(Answers.Post("/echo/circuit/isolate", null));
        var held = host.Manager.GetState("echo").Circuit;
        using var reset = await host.Client.SendAsync(Answers.Post("/echo/circuit/reset", null));

        (await isolated.BodyAsync()).GetProperty("state").Text("circuit").Should().Be("Isolated");
        held.Should().Be(CircuitPosition.Isolated);
        (await reset.BodyAsync()).GetProperty("state").Text("circuit").Should().Be("Closed");
        host.Manager.GetState("echo").Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Theory]
    [InlineData("/pause", """{"reason":"x"}""")]
    [InlineData("/resume", null)]
    [InlineData("/circuit/isolate", null)]
    [InlineData("/circuit/reset", null)]
    public async Task Operations_OnAnUnknownBot_Are404(string path, string? body)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post("/nobody" + path, body));

        (await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot)).Text("bot").Should().Be("nobody");
    }

    [Fact]
    public async Task Operations_CanBeRepeated()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var path in new[] { "/resume", "/circuit/reset", "/circuit/isolate", "/circuit/isolate", "/circuit/reset" })
        {
            using var answer = await host.Client.SendAsync(Answers.Post("/echo" + path, null));
            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
        }
    }
}
