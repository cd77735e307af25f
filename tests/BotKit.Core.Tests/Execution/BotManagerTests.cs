using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

public class BotManagerTests
{
    [Fact]
    public async Task Bots_AreInOrdinalOrder()
    {
        await using var host = BotTestHost.Create(
            bots =>
            {
                bots.AddBot<ScriptedBot>("zeta");
                bots.AddBot<ScriptedBot>("alpha", "Does alpha.");
                bots.AddBot<ScriptedBot>("alpha-b");
            },
            services => services.AddSingleton(Script.Returning()));

        host.Manager.Bots.Select(bot => bot.Name).Should().Equal("alpha", "alpha-b", "zeta");
        host.Manager.Find("alpha").Should().BeSameAs(host.Manager.Bots[0]);
        host.Manager.Find("nobody").Should().BeNull();
    }

    [Fact]
    public async Task Find_KnownBot_DescribesIt()
    {
        await using var host = Hosts.Of(Script.Returning(), bot: bot => bot.Services.AddBotKit(bots => bots.AddBot<ScriptedBot>("other", "Does other.")));

        var bot = host.Manager.Find("other")!;

        bot.Description.Should().Be("Does other.");
        bot.BotType.Should().Be<ScriptedBot>();
        bot.InputType.Should().Be<string>();
        bot.ResultType.Should().Be<string>();
        bot.InputJson!.Type.Should().Be<string>();
        bot.ResultJson!.Type.Should().Be<string>();
        host.Manager.Find(Hosts.Bot)!.Description.Should().BeEmpty();
    }

    [Fact]
    public async Task Description_InOptions_Wins()
    {
        await using var host = Hosts.Of(Script.Returning(), options => options.Description = "From options.");

        host.Manager.Find(Hosts.Bot)!.Description.Should().Be("From options.");
    }

    [Fact]
    public async Task RunAsync_UnknownBot_IsAMistakeThatNamesTheBots()
    {
        await using var host = Hosts.Of(Script.Returning());

        var run = () => host.RunAsync(new BotRequest("nobody", "go"));

        var thrown = (await run.Should().ThrowAsync<BotNotFoundException>()).Which;
        thrown.Bot.Should().Be("nobody");
        thrown.Message.Should().Contain(Hosts.Bot).And.Contain("AddBot");
    }

    [Fact]
    public async Task RunAsync_WrongInputType_IsAMistakeThatNamesBoth()
    {
        await using var host = Hosts.Of(Script.Returning());

        var run = () => host.RunAsync(new BotRequest(Hosts.Bot, 17));

        (await run.Should().ThrowAsync<ArgumentException>()).WithMessage("*'scripted'*System.String*System.Int32*");
        host.Ledger.Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_TypedInput_ReturnsATypedEnvelope()
    {
        await using var host = Hosts.Of(Script.Returning("text"));

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go"));

        result.Should().BeOfType<BotResult<string>>();
        result.Data.Should().Be("text");
    }

    [Fact]
    public async Task RunAsync_BotThatWaits_ReturnsItsEnvelope()
    {
        await using var host = Hosts.Of(async (_, context, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3), context.Services.GetRequiredService<TimeProvider>());
            return "text";
        });

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go"));

        result.Data.Should().Be("text");
        result.Duration.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Arguments_ThatAreMissing_AreMistakes()
    {
        await using var host = Hosts.Of(Script.Returning());
        var manager = host.Manager;

        await manager.Invoking(m => m.RunAsync(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        await manager.Invoking(m => m.EnqueueAsync((BotRequest)null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        manager.Invoking(m => m.Find(null!)).Should().Throw<ArgumentNullException>();
        manager.Invoking(m => m.GetState(null!)).Should().Throw<ArgumentNullException>();
        await host.Bot().Invoking(bot => bot.RunAsync("go", null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task EnqueueAsync_NoWorker_NamesWhatIsMissing()
    {
        await using var host = Hosts.Of(Script.Returning());

        var enqueue = () => host.Manager.EnqueueAsync(new BotRequest(Hosts.Bot, "go")).AsTask();

        (await enqueue.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'scripted'*AddScheduling*");
    }

    [Fact]
    public async Task EnqueueAsync_UnknownBot_IsAMistake()
    {
        await using var host = Hosts.Of(Script.Returning());

        var enqueue = () => host.Manager.EnqueueAsync(new BotRequest("nobody", "go")).AsTask();

        await enqueue.Should().ThrowAsync<BotNotFoundException>();
    }

    [Fact]
    public async Task GetState_IdleBot_IsAtRest()
    {
        await using var host = Hosts.Of(Script.Returning());

        host.State.Should().Be(new BotState(true, null, CircuitPosition.Closed, null, 0, 0, 0));
    }

    [Fact]
    public async Task GetState_Disabled_SaysSo()
    {
        await using var host = Hosts.Of(Script.Returning(), options => options.Enabled = false);

        host.State.Enabled.Should().BeFalse();
    }

    [Fact]
    public async Task PauseAsync_SaysWhoWhyAndUntilWhen()
    {
        await using var host = Hosts.Of(Script.Returning());

        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann", TimeSpan.FromHours(2));

        var now = host.Clock.GetUtcNow();
        host.State.Pause.Should().Be(new BotPause("maintenance", "ann", now, now.AddHours(2)));
        var line = host.Logs.Single(entry => entry.EventId.Id == 1013);
        line.Values.Should().Contain("By", "ann").And.Contain("Reason", "maintenance").And.Contain("Bot", Hosts.Bot);
    }

    [Fact]
    public async Task PauseAsync_WithoutADuration_HasNoEnd()
    {
        await using var host = Hosts.Of(Script.Returning());

        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        host.State.Pause!.Until.Should().BeNull();
    }

    [Fact]
    public async Task ResumeAsync_EndsThePauseAndSaysSo()
    {
        await using var host = Hosts.Of(Script.Returning());
        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        await host.Manager.ResumeAsync(Hosts.Bot);

        host.State.Pause.Should().BeNull();
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1014);
    }

    [Fact]
    public async Task ResumeAsync_NotPaused_DoesNothing()
    {
        await using var host = Hosts.Of(Script.Returning());

        await host.Manager.ResumeAsync(Hosts.Bot);

        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1014);
    }

    [Theory]
    [InlineData("", "ann")]
    [InlineData("why", " ")]
    public async Task PauseAsync_WithoutReasonOrName_IsAMistake(string reason, string by)
    {
        await using var host = Hosts.Of(Script.Returning());

        var pause = () => host.Manager.PauseAsync(Hosts.Bot, reason, by).AsTask();

        await pause.Should().ThrowAsync<ArgumentException>();
        host.State.Pause.Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task PauseAsync_ForNoTime_IsAMistake(int seconds)
    {
        await using var host = Hosts.Of(Script.Returning());

        var pause = () => host.Manager.PauseAsync(Hosts.Bot, "why", "ann", TimeSpan.FromSeconds(seconds)).AsTask();

        (await pause.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithParameterName("duration").WithMessage("A pause lasts longer than nothing.*");
    }

    [Fact]
    public async Task IsolateAndReset_AreLogged()
    {
        await using var host = Hosts.Of(Script.Returning());

        await host.Manager.IsolateAsync(Hosts.Bot);
        var isolated = host.State.Circuit;
        await host.Manager.ResetAsync(Hosts.Bot);

        isolated.Should().Be(CircuitPosition.Isolated);
        host.State.Circuit.Should().Be(CircuitPosition.Closed);
        host.Logs.Select(entry => entry.EventId.Id).Where(id => id is 1011 or 1012).Should().Equal(1012, 1011);
    }

    [Fact]
    public async Task Operations_OnAnUnknownBot_AreMistakes()
    {
        await using var host = Hosts.Of(Script.Returning());
        var manager = host.Manager;

        await manager.Invoking(m => m.PauseAsync("nobody", "why", "ann").AsTask()).Should().ThrowAsync<BotNotFoundException>();
        await manager.Invoking(m => m.ResumeAsync("nobody").AsTask()).Should().ThrowAsync<BotNotFoundException>();
        await manager.Invoking(m => m.IsolateAsync("nobody").AsTask()).Should().ThrowAsync<BotNotFoundException>();
        await manager.Invoking(m => m.ResetAsync("nobody").AsTask()).Should().ThrowAsync<BotNotFoundException>();
        manager.Invoking(m => m.GetState("nobody")).Should().Throw<BotNotFoundException>();
    }
}
