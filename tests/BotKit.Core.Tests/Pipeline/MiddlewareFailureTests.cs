using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Middleware around a bot that fails, and middleware that fails.</summary>
public class MiddlewareFailureTests
{
    [Fact]
    public async Task Middleware_AfterAFailure_SeesTheVerdictAndTheAttempts()
    {
        BotFailure? failure = null;
        var attempts = new List<int>();
        object? result = "unset";
        await using var host = Hosts.Of(Script.Throw(Failures.Transient), bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            attempts.Add(context.Attempt);
            await next(context, cancellationToken);
            attempts.Add(context.Attempt);
            failure = context.Failure;
            result = context.Result;
        }));

        await host.RunAsync("go");

        failure.Should().Be(new BotFailure(BotSeverity.Standard, "busy", true, "It is busy."));
        attempts.Should().Equal(0, 3);
        result.Should().BeNull();
    }

    [Fact]
    public async Task Middleware_SetsAResultAfterAFailure_Succeeds()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard), bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            context.Result = "fallback";
        }));

        var result = await host.RunAsync("go");

        result.Data.Should().Be("fallback");
        result.Error.Should().BeNull();
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1003);
        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task Middleware_ThrowsAfterASuccess_Fails()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            throw Failures.Standard;
        }));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("broken");
        result.Attempts.Should().Be(1);
        result.Data.Should().BeNull();
    }

    [Fact]
    public async Task Middleware_ThrowsOnceTheTimeoutHasPassed_TimesOut()
    {
        await using var host = Hosts.Of(
            Script.Hang(),
            options => options.TotalTimeout = TimeSpan.FromSeconds(1),
            bot => bot.Use(async (context, next, cancellationToken) =>
            {
                await next(context, cancellationToken);
                throw Failures.Standard;
            }));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await run).Status.Should().Be(BotStatus.TimedOut);
    }

    [Fact]
    public async Task Middleware_CallsNextTwice_FailsAndTheBotRunsOnce()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            await next(context, cancellationToken);
        }));

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        script.Calls.Should().Be(1);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1003)
            .Which.Exception!.Message.Should().Be("A middleware called the next delegate twice, or after setting BotContext.Result.");
    }
}
