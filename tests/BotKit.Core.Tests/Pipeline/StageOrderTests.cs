using System.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>The stages from the outermost to the bot, in one run.</summary>
public class StageOrderTests
{
    [Fact]
    public async Task RunAsync_Success_PassesTheStagesInOrder()
    {
        var trace = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "BotKit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        BotTestHost<ScriptedBot>? host = null;
        host = Hosts.Of(
            (_, context, _) =>
            {
                trace.Add($"bot attempt {context.Attempt}");
                return context.Attempt == 1 ? throw Failures.Transient : new("done");
            },
            options =>
            {
                options.MaxConcurrency = 1;
                options.TotalTimeout = TimeSpan.FromSeconds(90);
            },
            bot => bot.Validate<Validator>().Use(async (context, next, cancellationToken) =>
            {
                trace.Add($"middleware, timers {host!.Clock.NextDue is not null}");
                await next(context, cancellationToken);
                trace.Add("middleware again");
            }),
            services => services.AddSingleton<Action<string>>(step =>
                trace.Add($"{step}, span {Activity.Current?.OperationName}, admitted {host!.State.Running}")));
        await using var _ = host;

        await host.RunAsync("go");

        trace.Should().Equal(
            "validator, span run scripted, admitted 1",
            "middleware, timers False",
            "bot attempt 1",
            "bot attempt 2",
            "middleware again");
    }

    [Fact]
    public async Task RunAsync_ProbeIsDueAndMiddlewareAnswers_KeepsTheProbe()
    {
        var script = Script.Throwing(Failures.Standard);
        var answers = false;
        await using var host = Hosts.Of(script, bot: bot => bot.Use((context, next, cancellationToken) =>
        {
            if (!answers)
            {
                return next(context, cancellationToken);
            }

            context.Result = "cached";
            return ValueTask.CompletedTask;
        }));
        await host.RunManyAsync(5);
        await host.AdvanceAsync(TimeSpan.FromSeconds(60));

        answers = true;
        await host.RunAsync("go");

        host.State.Circuit.Should().Be(CircuitPosition.HalfOpen);
    }

    private sealed class Validator(Action<string> trace) : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
        {
            trace("validator");
            return new([]);
        }
    }
}
