using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class MiddlewareTests
{
    private readonly List<string> _trace = [];

    [Fact]
    public async Task Use_Several_RunInOrderSharedOnesOutside()
    {
        await using var host = Hosts.Of(
            (_, _, _) =>
            {
                _trace.Add("bot");
                return new("done");
            },
            bot: bot =>
            {
                bot.Use(Trace("own 1")).Use(Trace("own 2"));
                bot.Services.AddBotKit(bots => bots.Use(Trace("shared 1")).Use(Trace("shared 2")));
            });

        await host.RunAsync("go");

        _trace.Should().Equal(
            "shared 1 in", "shared 2 in", "own 1 in", "own 2 in", "bot", "own 2 out", "own 1 out", "shared 2 out", "shared 1 out");
    }

    [Fact]
    public async Task Use_Class_IsMadeInTheRunsScope()
    {
        var seen = new List<Scoped>();
        await using var host = Hosts.Of(
            (_, context, _) =>
            {
                seen.Add(context.Services.GetRequiredService<Scoped>());
                return new("done");
            },
            bot: bot =>
            {
                bot.Use<ScopedMiddleware>();
                bot.Services.AddBotKit(bots => bots.Use<ScopedMiddleware>());
            },
            services: services => services.AddScoped<Scoped>().AddSingleton(seen));

        await host.RunAsync("go");

        seen.Should().HaveCount(3);
        seen.Distinct().Should().HaveCount(1);
    }

    [Fact]
    public async Task Use_ClassThatIsRegistered_KeepsItsLifetime()
    {
        await using var host = Hosts.Of(
            Script.Return(),
            bot: bot =>
            {
                bot.Services.AddSingleton<CountingMiddleware>();
                bot.Use<CountingMiddleware>();
            });

        await host.RunManyAsync(3);

        host.Services.GetRequiredService<CountingMiddleware>().Calls.Should().Be(3);
    }

    [Fact]
    public async Task Middleware_Retries_RunsOnce()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Transient), bot: bot => bot.Use(Trace("m")));

        await host.RunAsync("go");

        _trace.Should().Equal("m in", "m out");
    }

    [Fact]
    public async Task Middleware_SetsAResult_SkipsTheBot()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Use((context, _, _) =>
        {
            context.Result = "cached";
            return ValueTask.CompletedTask;
        }));

        var result = await host.RunAsync("go");

        result.Data.Should().Be("cached");
        result.Attempts.Should().Be(0);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Middleware_SetsAResultOfAnotherType_Fails()
    {
        ArgumentException? thrown = null;
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use((context, _, _) =>
        {
            var set = () => context.Result = 17;
            thrown = set.Should().Throw<ArgumentException>().Which;
            throw thrown;
        }));

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        thrown!.Message.Should().Contain("String").And.Contain("Int32").And.Contain(Hosts.Bot);
    }

    [Fact]
    public async Task Middleware_SetsNoResult_Fails()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use((context, _, _) =>
        {
            context.Result = null;
            return ValueTask.CompletedTask;
        }));

        (await host.RunAsync("go")).Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Middleware_NeitherCallsNextNorSetsAResult_FailsAndSaysSo()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Use((_, _, _) => ValueTask.CompletedTask));

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        script.Calls.Should().Be(0);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1003)
            .Which.Exception!.Message.Should().Be("A middleware neither called the next delegate nor set BotContext.Result.");
    }

    [Fact]
    public async Task Middleware_AfterASuccess_SeesTheResult()
    {
        object? seen = null;
        await using var host = Hosts.Of(Script.Return("done"), bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            seen = context.Result;
        }));

        await host.RunAsync("go");

        seen.Should().Be("done");
    }

    [Fact]
    public async Task Middleware_Items_AreSharedWithTheBot()
    {
        await using var host = Hosts.Of(
            (_, context, _) => new((string)context.Items["tenant"]!),
            bot: bot => bot.Use((context, next, cancellationToken) =>
            {
                context.Items["tenant"] = "acme";
                return next(context, cancellationToken);
            }));

        (await host.RunAsync("go")).Data.Should().Be("acme");
    }

    [Fact]
    public async Task Middleware_OfInvalidInput_IsNotCalled()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use(Trace("m")));

        await host.RunJsonAsync("17");

        _trace.Should().BeEmpty();
    }

    [Fact]
    public async Task Middleware_SeesTheBoundInput()
    {
        object? input = null;
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use((context, next, cancellationToken) =>
        {
            input = context.Input;
            return next(context, cancellationToken);
        }));

        await host.RunJsonAsync("\"text\"");

        input.Should().Be("text");
    }

    [Fact]
    public async Task Middleware_BeforeTheBot_RunsOutsideTheTotalTimeout()
    {
        await using var host = Hosts.Of(
            Script.Return(),
            options => options.TotalTimeout = TimeSpan.FromSeconds(1),
            bot => bot.Use(async (context, next, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromMinutes(1), context.Services.GetRequiredService<TimeProvider>(), cancellationToken);
                await next(context, cancellationToken);
            }));

        (await host.RunAsync("go")).Success.Should().BeTrue();
    }

    private Func<BotContext, BotDelegate, CancellationToken, ValueTask> Trace(string name) => async (context, next, cancellationToken) =>
    {
        _trace.Add(name + " in");
        await next(context, cancellationToken);
        _trace.Add(name + " out");
    };

    private sealed class Scoped;

    private sealed class ScopedMiddleware(Scoped scoped, List<Scoped> seen) : IBotMiddleware
    {
        public ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
        {
            seen.Add(scoped);
            return next(context, cancellationToken);
        }
    }

    private sealed class CountingMiddleware : IBotMiddleware
    {
        public int Calls { get; private set; }

        public ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
        {
            Calls++;
            return next(context, cancellationToken);
        }
    }
}
