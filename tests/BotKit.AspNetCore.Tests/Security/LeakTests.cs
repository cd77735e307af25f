using BotKit.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Security;

/// <summary>Whatever goes wrong, no body holds a stack trace, a type's name, SQL, a path or a secret.</summary>
public sealed class LeakTests
{
    private const string Secret = "SELECT * FROM users WHERE token='hunter2' -- at /srv/app/Bots/LeadBot.cs:line 42";

    private static readonly string[] Forbidden =
        ["hunter2", "SELECT", "/srv/", "LeadBot", "   at ", "Exception", "System.", "BotKit.AspNetCore", "BotKit.Core", ".cs", "line 42"];

    [Fact]
    public async Task ExceptionOfABot_ShowsNowhere()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new InvalidOperationException(Secret, new IOException(Secret)));

        using var run = await host.Client.RunAsync("scripted", "{}");

        var body = await run.ShouldBeProblemAsync(500, BotErrorCodes.Unhandled);
        await ShouldHoldNothingAsync(host, run, "/runs", "/runs/" + body.Text("executionId"), "/health", "/alerts", "", "/scripted", "/metrics");
    }

    [Fact]
    public async Task CriticalException_ShowsNowhere()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Bots = bots => bots.AddBot<ScriptedBot>("vault").OnError<InvalidOperationException>(BotSeverity.Critical, "vault_sealed"),
        });
        host.Work.Fail(new InvalidOperationException(Secret));

        using var run = await host.Client.RunAsync("vault", "{}");

        await run.ShouldBeProblemAsync(500, "vault_sealed");
        await ShouldHoldNothingAsync(host, run, "/runs", "/health", "/alerts", "");
    }

    [Fact]
    public async Task ExceptionOfAStore_IsAGeneral500InTheAnswerAndWholeInTheLog()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotLedger, BrokenLedger>() });
        foreach (var path in new[] { "", "/echo", "/runs", "/runs/" + Guid.Empty, "/metrics" })
        {
            using var answer = await host.Client.ReadAsync(path);

            (await answer.ShouldBeProblemAsync(500, BotErrorCodes.InternalError)).Text("title").Should().Be("Internal Server Error");
            await ShouldHoldNothingAsync(host, answer);
        }

        using var health = await host.Client.ReadAsync("/health");
        await ShouldHoldNothingAsync(host, health);
        host.Logs.All.Should().Contain(line => line.EventId == 3000 && line.Exception!.Message == Secret);
    }

    [Fact]
    public async Task BadInput_IsNotEchoed()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var input in new[]
        {
            """{"text":"x","secret":"hunter2 hunter2 hunter2"}""", """{"text":"x","secret":["hunter2"]}""", """{"text":hunter2}""",
            """{"text":"x","number":"hunter2"}""", """{"hunter2":1}""",
        })
        {
            using var answer = await host.Client.RunAsync("echo", input);

            ((int)answer.StatusCode).Should().BeInRange(400, 499);
            (await answer.Content.ReadAsStringAsync()).Replace("$.hunter2", "", StringComparison.Ordinal).Should().NotContain("hunter2");
        }
    }

    [Theory]
    [InlineData("GET", "/runs")]
    [InlineData("GET", "/runs/019b8d5e-0000-7000-8000-000000000001")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/events")]
    [InlineData("POST", "/runs/019b8d5e-0000-7000-8000-000000000001/replay")]
    [InlineData("POST", "/runs/019b8d5e-0000-7000-8000-000000000001/erase")]
    [InlineData("POST", "/runs/replay")]
    public async Task LedgerThatFails_GivesNothingAway(string method, string path)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(services => services.AddSingleton<IBotLedger, BrokenLedger>()));
        using var request = new HttpRequestMessage(new HttpMethod(method), ApiHost.Prefix + path)
        {
            Content = path == "/runs/replay" ? Answers.Json("""{"status":"Failed"}""") : null,
        };

        using var answer = await host.Client.SendAsync(request);

        ((int)answer.StatusCode).Should().Be(500);
        await ShouldHoldNothingAsync(host, answer);
    }

    [Fact]
    public async Task HostsOwnFailurePage_IsNotNeeded()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Before = app => app.UseDeveloperExceptionPage(),
            Services = services => services.AddSingleton<IBotLedger, BrokenLedger>(),
        });

        using var answer = await host.Client.ReadAsync("/runs");

        await ShouldHoldNothingAsync(host, answer);
    }

    private static async Task ShouldHoldNothingAsync(ApiHost host, HttpResponseMessage first, params string[] paths)
    {
        (await first.Content.ReadAsStringAsync()).Should().NotContainAny(Forbidden);
        foreach (var path in paths)
        {
            using var answer = await host.Client.ReadAsync(path);
            (await answer.Content.ReadAsStringAsync()).Should().NotContainAny(Forbidden, path);
        }
    }

    private sealed class BrokenLedger : IBotLedger
    {
        public bool IsDurable => true;

        public void Record(in RunRecord run) => throw new InvalidOperationException(Secret);

        public void RecordRefusal(string bot, string code, DateTimeOffset at) => throw new InvalidOperationException(Secret);

        public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken) => throw new InvalidOperationException(Secret);

        public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);

        public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);

        public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => throw new InvalidOperationException(Secret);

        public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);

        public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);

        public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);

        public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken) => throw new InvalidOperationException(Secret);

        public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
            => throw new InvalidOperationException(Secret);
    }
}
