using System.Net;
using System.Text;
using BotKit.Ledger;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Runs whose sensitive members are encrypted, as callers see them.</summary>
public sealed class SensitiveRunTests
{
    private const string Input = """{"customer":"ann","pin":4242,"card":{"number":"1234-5678"}}""";
    private const string Revealer = "rita+viewer+revealer";

    [Theory]
    [InlineData("")]
    [InlineData("?dryRun=true")]
    public async Task Queued_IsMaskedRevealedAndRunInTheClear(string query)
    {
        await using var host = await StartAsync();
        var id = await EnqueueAsync(host, query);

        var masked = await host.Client.ReadJsonAsync("/runs/" + id);
        var revealed = await host.As(Revealer).ReadJsonAsync($"/runs/{id}?reveal=true");

        Encoding.UTF8.GetString((await host.Ledger.FindAsync(id, default))!.Input.Span).Should().Contain("botkit:sealed:").And.NotContainAny("4242", "5678");
        masked.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":"***","card":"***"}""");
        revealed.GetProperty("input").GetRawText().Should().Be(Input);
        await host.Worker.WorkAsync(host);
        var ended = await host.Client.ReadJsonAsync("/runs/" + id);
        ended.GetProperty("data").GetString().Should().Be("paid");
        ended.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":"***","card":"***"}""");
    }

    [Fact]
    public async Task KeysAreGone_BothViewsShowTheRestAndNoCiphertext()
    {
        await using var host = await StartAsync();
        await using var other = await StartAsync();
        var stored = (await other.Ledger.FindAsync(await EnqueueAsync(other), default))!.Input;
        var id = await StoreAsync(host, "pay", stored);

        var masked = await host.Client.ReadJsonAsync("/runs/" + id);
        var revealed = await host.As(Revealer).ReadJsonAsync($"/runs/{id}?reveal=true");

        masked.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":"***","card":"***"}""");
        revealed.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":"***","card":"***"}""");
        host.Logs.All.Should().NotContain(line => line.Text.Contains("botkit:sealed:"));
    }

    [Fact]
    public async Task BotIsNotRegistered_RevealDecryptsAndTheMaskedViewLeavesTheInputOut()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var host = await StartAsync(keys: keys);
        await using var other = await StartAsync(keys: keys, bot: "gone");
        var stored = (await other.Ledger.FindAsync(await EnqueueAsync(other, bot: "gone"), default))!.Input;
        var id = await StoreAsync(host, "gone", stored);

        var masked = await host.Client.ReadJsonAsync("/runs/" + id);
        var revealed = await host.As(Revealer).ReadJsonAsync($"/runs/{id}?reveal=true");

        masked.Has("input").Should().BeFalse();
        revealed.GetProperty("input").GetRawText().Should().Be(Input);
    }

    [Fact]
    public async Task MembersAreNotKept_ReplayAsksForAnotherInput()
    {
        await using var host = await StartAsync(keeps: false);
        var id = await EnqueueAsync(host);
        await host.Worker.WorkAsync(host);

        using var refused = await host.Client.SendAsync(Answers.Post($"/runs/{id}/replay", null));
        using var replayed = await host.Client.SendAsync(Answers.Post($"/runs/{id}/replay", Input));

        (await refused.ShouldBeProblemAsync(409, BotErrorCodes.InputRemoved)).GetRawText().Should().Contain("another input");
        replayed.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await host.Worker.WorkAsync(host);
        (await host.Client.ReadJsonAsync(replayed.Headers.Location!.ToString()[ApiHost.Prefix.Length..])).GetProperty("data").GetString().Should().Be("paid");
    }

    [Fact]
    public async Task MembersAreNotKept_ViewsShowTheRest()
    {
        await using var host = await StartAsync(keeps: false);
        var id = await EnqueueAsync(host);
        await host.Worker.WorkAsync(host);

        var masked = await host.Client.ReadJsonAsync("/runs/" + id);
        var revealed = await host.As(Revealer).ReadJsonAsync($"/runs/{id}?reveal=true");

        masked.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":"***","card":"***"}""");
        revealed.GetProperty("input").GetRawText().Should().Be("""{"customer":"ann","pin":null,"card":null}""");
    }

    [Fact]
    public async Task MembersAreNotKept_ReplayOfManySkipsThem()
    {
        await using var host = await StartAsync(keeps: false);
        var id = await EnqueueAsync(host);
        await host.Worker.WorkAsync(host);

        using var answer = await host.Client.SendAsync(Answers.Post("/runs/replay", """{"status":"Succeeded"}"""));

        var skipped = (await answer.BodyAsync()).GetProperty("skipped").EnumerateArray().Should().ContainSingle().Subject;
        skipped.GetProperty("replayOf").GetGuid().Should().Be(id);
        skipped.Text("code").Should().Be(BotErrorCodes.InputRemoved);
    }

    private static Task<ApiHost> StartAsync(bool keeps = true, IDataProtectionProvider? keys = null, string bot = "pay")
        => ApiHost.StartAsync(TestWorker.With(
            services => services.AddSingleton(keys ?? new EphemeralDataProtectionProvider()),
            bots =>
            {
                bots.AddBot<PayBot>(bot).Configure(options => options.Queue.KeepSensitiveInput = keeps);
                bots.UseDataProtection();
            }));

    private static async Task<Guid> EnqueueAsync(ApiHost host, string query = "", string bot = "pay")
    {
        using var answer = await host.Client.SendAsync(Answers.Post($"/{bot}{query}", Input, ("Prefer", "respond-async")));
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }

    private static async Task<Guid> StoreAsync(ApiHost host, string bot, ReadOnlyMemory<byte> input)
    {
        var run = new RunSubmission { ExecutionId = Guid.NewGuid(), Bot = bot, Trigger = BotTrigger.Queue, Input = input };
        await host.Queue.EnqueueAsync([run], default);
        return run.ExecutionId;
    }
}
