using System.Net;

namespace BotKit.AspNetCore.Tests.Limits;

/// <summary>Nobody gets around the limit of a caller (I29).</summary>
public sealed class CallerLimitTests
{
    [Fact]
    public async Task CallsBeyondTheAllowance_Are429AndRunNothing()
    {
        await using var host = await StartAsync(callsPerMinute: 3);
        for (var i = 0; i < 3; i++)
        {
            using var taken = await host.Client.RunAsync("scripted", "{}");
            taken.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var answer = await host.Client.RunAsync("scripted", "{}");

        var body = await answer.ShouldBeProblemAsync(429, BotErrorCodes.CallerRateLimited);
        answer.RetryAfter().Should().Be(20);
        body.GetProperty("error").GetProperty("retryAfter").GetInt32().Should().Be(20);
        body.GetProperty("executionId").GetGuid().Version.Should().Be(7);
        host.Work.Calls.Should().Be(3);
    }

    [Fact]
    public async Task Allowance_ComesBackAfterRetryAfter()
    {
        await using var host = await StartAsync(callsPerMinute: 3);
        using var first = await CallUntilRefusedAsync(host, host.Client);

        host.Clock.Advance(TimeSpan.FromSeconds(first.RetryAfter()!.Value));
        using var again = await host.Client.RunAsync("scripted", "{}");

        again.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnotherCaller_IsNotConcerned()
    {
        await using var host = await StartAsync(callsPerMinute: 2);
        using var refused = await CallUntilRefusedAsync(host, host.Client);

        using var other = await host.As("otto+operator").RunAsync("scripted", "{}");

        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnotherBotAndReading_AreNotConcerned()
    {
        await using var host = await StartAsync(callsPerMinute: 2);
        using var refused = await CallUntilRefusedAsync(host, host.Client);

        using var bot = await host.Client.RunAsync("echo", """{"text":"hello"}""");
        using var list = await host.Client.ReadAsync("");

        bot.StatusCode.Should().Be(HttpStatusCode.OK);
        list.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.1.2.3")]
    [InlineData("Forwarded", "for=10.1.2.3")]
    [InlineData("X-Real-IP", "10.1.2.3")]
    [InlineData("X-Rate-Limit-Reset", "1")]
    [InlineData("Idempotency-Key", "another")]
    [InlineData("User-Agent", "another")]
    [InlineData("Cookie", "another=1")]
    public async Task Header_ResetsNothing(string name, string value)
    {
        await using var host = await StartAsync(callsPerMinute: 2);
        using var refused = await CallUntilRefusedAsync(host, host.Client);

        using var answer = await host.Client.RunAsync("scripted", "{}", default, (name, value));

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("SCRIPTED")]
    [InlineData("scripted%20")]
    [InlineData("scripted?dryRun=true")]
    public async Task SpellingOfTheName_GivesNoOtherAllowanceToTheBot(string name)
    {
        await using var host = await StartAsync(callsPerMinute: 2);
        using var refused = await CallUntilRefusedAsync(host, host.Client);
        var calls = host.Work.Calls;

        using var answer = await host.Client.RunAsync(name, "{}");

        answer.IsSuccessStatusCode.Should().BeFalse();
        host.Work.Calls.Should().Be(calls);
    }

    [Fact]
    public async Task MadeUpNames_ShareOneAllowance()
    {
        await using var host = await StartAsync(callsPerMinute: 3);
        var codes = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await host.Client.RunAsync("made-up-" + i, "{}");
            codes.Add((int)answer.StatusCode);
        }

        codes.Should().Equal(404, 404, 404, 429, 429);
    }

    [Fact]
    public async Task Operations_CountLikeRuns()
    {
        await using var host = await StartAsync(callsPerMinute: 2);
        using var refused = await CallUntilRefusedAsync(host, host.Client);

        using var answer = await host.Client.SendAsync(Answers.Post("/scripted/circuit/reset", null));

        await answer.ShouldBeProblemAsync(429, BotErrorCodes.CallerRateLimited);
    }

    [Fact]
    public async Task Default_Is600AMinute()
    {
        new BotKitApiOptions().CallsPerMinute.Should().Be(600);
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 600; i++)
        {
            using var taken = await host.Client.RunAsync("nobody", "{}");
            taken.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }

        using var answer = await host.Client.RunAsync("nobody", "{}");

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    private static Task<ApiHost> StartAsync(int callsPerMinute)
        => ApiHost.StartAsync(new() { Api = api => api.CallsPerMinute = callsPerMinute });

    private static async Task<HttpResponseMessage> CallUntilRefusedAsync(ApiHost host, HttpClient client)
    {
        while (true)
        {
            var answer = await client.RunAsync("scripted", "{}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
        }
    }
}
