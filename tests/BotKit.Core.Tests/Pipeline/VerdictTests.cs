using BotKit.Core.Tests.Scripted;
using BotKit.Errors;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Pipeline;

public class VerdictTests
{
    [Fact]
    public async Task RunAsync_BotException_TellsItsCodeAndMessage()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        result.Error.Should().Be(new BotError("broken", "It is broken.", BotSeverity.Standard, host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task RunAsync_AnyOtherException_TellsNothingOfIt()
    {
        await using var host = Hosts.Of(Script.Throw(new InvalidOperationException("password=hunter2")));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be(BotErrorCodes.Unhandled);
        result.Error.Message.Should().NotContain("hunter2");
    }

    [Fact]
    public async Task RunAsync_TransientFailure_TellsWhenToTryAgain()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.TransientAfter(TimeSpan.FromSeconds(9))), options => options.Retry.MaxRetries = 0);

        var result = await host.RunAsync("go");

        result.Error!.RetryAfter.Should().Be(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task RunAsync_RuleOfTheBot_Decides()
    {
        await using var host = Hosts.Of(
            Script.Throw(new FormatException()),
            bot: bot => bot.OnError<FormatException>(BotSeverity.Warning, "bad_format", message: "The format is bad."));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("bad_format");
        result.Error.Message.Should().Be("The format is bad.");
        result.Error.Severity.Should().Be(BotSeverity.Warning);
    }

    [Fact]
    public async Task RunAsync_Classifier_IsAskedOncePerFailedAttempt()
    {
        var classifier = new CountingClassifier();
        await using var host = Hosts.Of(
            Script.Throw(new FormatException()), services: services => services.AddSingleton<IBotErrorClassifier>(classifier));

        await host.RunAsync("go");

        classifier.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_ClassifierThrows_TheNextOneDecides()
    {
        await using var host = Hosts.Of(
            Script.Throw(new FormatException()),
            services: services => services.AddBotKit(bots => bots.AddErrorClassifier<ThrowingClassifier>().AddErrorClassifier<CountingClassifier>()));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("counted");
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1024).Which.Values["Classifier"].Should().Be(typeof(ThrowingClassifier));
    }

    [Theory]
    [InlineData(BotSeverity.Warning, LogLevel.Warning, 1002)]
    [InlineData(BotSeverity.Standard, LogLevel.Error, 1003)]
    [InlineData(BotSeverity.Critical, LogLevel.Critical, 1004)]
    public async Task Log_RunFails_HasTheLevelOfTheVerdictAndTheException(BotSeverity severity, LogLevel level, int eventId)
    {
        var exception = new BotException("code_x", "message") { Severity = severity };
        await using var host = Hosts.Of(Script.Throw(exception));

        var result = await host.RunAsync("go");

        var entry = host.Logs.Should().ContainSingle(entry => entry.EventId.Id == eventId).Subject;
        entry.Level.Should().Be(level);
        entry.Exception.Should().BeSameAs(exception);
        entry.Values["ExecutionId"].Should().Be(result.ExecutionId);
        entry.Values["Code"].Should().Be("code_x");
    }

    [Fact]
    public async Task RunAsync_Critical_AlertsAndPausesTheBot()
    {
        var script = Script.Throwing(Failures.Critical);
        await using var host = Hosts.Of(script);

        var failed = await host.RunAsync("go");
        var next = await host.RunAsync("go");

        host.Alerts.Should().ContainSingle().Which.Should().Match<BotKit.Notifications.BotAlert>(
            alert => alert.Bot == Hosts.Bot && alert.Code == "no_disk" && alert.ExecutionId == failed.ExecutionId);
        next.Error!.Code.Should().Be(BotErrorCodes.Paused);
        next.Error.RetryAfter.Should().Be(BotDefaults.CriticalPause);
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_Critical_SaysWhyAndUntilWhenItPaused()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical));

        await host.RunAsync("go");

        var now = host.Clock.GetUtcNow();
        host.State.Pause.Should().Be(new BotPause("Critical error: no_disk", "botkit", now, now + TimeSpan.FromMinutes(5)));
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1013);
    }

    [Fact]
    public async Task RunAsync_OnceThePauseIsOver_CallsTheBotAgain()
    {
        var script = new Script(Script.Throw(Failures.Critical), Script.Return());
        await using var host = Hosts.Of(script);
        await host.RunAsync("go");

        await host.AdvanceAsync(BotDefaults.CriticalPause);
        var result = await host.RunAsync("go");

        result.Success.Should().BeTrue();
        host.State.Pause.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_CriticalWithoutPause_AlertsOnly()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical), options => options.CriticalPause = TimeSpan.Zero);

        await host.RunAsync("go");

        host.Alerts.Should().ContainSingle();
        host.State.Pause.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_Standard_NeitherAlertsNorPauses()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));

        await host.RunAsync("go");

        host.Alerts.Should().BeEmpty();
        host.State.Pause.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_SameCriticalErrorAgain_AlertsOncePerWindow()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical), options => options.CriticalPause = TimeSpan.Zero);

        await host.RunManyAsync(3);
        await host.AdvanceAsync(BotDefaults.AlertWindow);
        await host.RunAsync("go");

        host.Alerts.Select(alert => alert.SuppressedBefore).Should().Equal(0, 2);
    }

    [Fact]
    public async Task RunAsync_MiddlewareThrows_IsClassifiedAndActedOn()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use((_, _, _) => throw Failures.Critical));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("no_disk");
        host.Alerts.Should().ContainSingle();
    }

    [Fact]
    public async Task RunAsync_ValidatorThrows_IsClassifiedAndTheBotNotCalled()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Validate<ThrowingValidator>());

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be("broken");
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_BotCannotBeMade_IsClassified()
    {
        await using var host = BotTestHost.For<UnmakeableBot>();

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("broken");
        result.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_ExceptionThatCannotBeRead_StillGivesAnEnvelope()
    {
        await using var host = Hosts.Of(Script.Throw(new HostileException()));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be(BotErrorCodes.Unhandled);
    }

    private sealed class CountingClassifier : IBotErrorClassifier
    {
        public int Calls { get; private set; }

        public BotFailure? Classify(Exception exception)
        {
            Calls++;
            return new BotFailure(BotSeverity.Standard, "counted", false, "Counted.");
        }
    }

    private sealed class ThrowingClassifier : IBotErrorClassifier
    {
        public BotFailure? Classify(Exception exception) => throw new InvalidOperationException();
    }

    private sealed class ThrowingValidator : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken) => throw Failures.Standard;
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }

    public sealed class UnmakeableBot : BaseBot<string, string>
    {
        public UnmakeableBot() => throw Failures.Standard;

        protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(input);
    }
}
