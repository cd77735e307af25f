using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing.Tests;

/// <summary>Contexts to call middleware and validators with.</summary>
public class CreateContextTests
{
    [Fact]
    public async Task CreateContext_SaysWhatItWasMadeOf()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        var context = host.CreateContext(new WaitInput(3), new BotRunOptions { DryRun = true }, BotTrigger.Http);

        context.Should().BeEquivalentTo(new { Bot = "waiting", IsDryRun = true, Trigger = BotTrigger.Http, Attempt = 0, Input = new WaitInput(3) });
        context.ExecutionId.Version.Should().Be(7);
        context.Failure.Should().BeNull();
    }

    [Fact]
    public async Task Middleware_CanBeCalledWithIt()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        var context = host.CreateContext(new WaitInput(3));
        var fallback = new Fallback();

        await fallback.InvokeAsync(
            context,
            (run, _) =>
            {
                run.Fail(new BotException("busy", "It is busy.") { IsTransient = true });
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        context.Result.Should().Be(new WaitResult(TimeSpan.Zero, 0));
        context.Failure.Should().BeNull();
        fallback.Seen.Should().Be(new BotFailure(BotSeverity.Standard, "busy", true, "It is busy."));
    }

    [Fact]
    public async Task Fail_FollowsTheBotsRules()
    {
        await using var host = BotTestHost.For<WaitingBot>(bot => bot.OnError<FormatException>(BotSeverity.Warning, "bad_format"));
        var context = host.CreateContext(new WaitInput(3));

        context.Fail(new FormatException());

        context.Failure!.Code.Should().Be("bad_format");
    }

    [Fact]
    public async Task Fail_NothingGiven_IsAMistake()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        var context = host.CreateContext(new WaitInput(3));

        context.Invoking(it => it.Fail(null!)).Should().Throw<ArgumentNullException>();
        context.Invoking(_ => BotUnderTestExtensions.Fail(null!, new FormatException())).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task Services_LiveAsLongAsTheHost()
    {
        var host = BotTestHost.For<WaitingBot>(services: services => services.AddScoped<Scoped>());
        var first = host.CreateContext(new WaitInput(1)).Services.GetRequiredService<Scoped>();
        var second = host.CreateContext(new WaitInput(1)).Services.GetRequiredService<Scoped>();
        var before = first.IsDisposed;

        await host.DisposeAsync();

        second.Should().NotBeSameAs(first);
        before.Should().BeFalse();
        first.IsDisposed.Should().BeTrue();
        second.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task CreateContext_ChildRuns_Work()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        var context = host.CreateContext(new WaitInput(1));

        var child = await host.UntilAsync(context.RunAsync("waiting", new WaitInput(2), TestContext.Current.CancellationToken).AsTask());

        child.Success.Should().BeTrue();
        host.Ledger.Runs.Should().ContainSingle().Which.Origin!.ParentId.Should().Be(context.ExecutionId);
    }

    [Fact]
    public async Task WithoutAHost_IsAMistake()
    {
        IBotUnderTest<WaitingBot> none = null!;

        Action bot = () => none.Bot();
        Action context = () => none.CreateContext(new WaitInput(1));
        Func<Task> run = () => none.RunJsonAsync("{}");

        bot.Should().Throw<ArgumentNullException>();
        context.Should().Throw<ArgumentNullException>();
        await run.Should().ThrowAsync<ArgumentNullException>();
    }

    private sealed class Fallback : IBotMiddleware
    {
        public BotFailure? Seen { get; private set; }

        public async ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
        {
            await next(context, cancellationToken);
            Seen = context.Failure;
            context.Result = new WaitResult(TimeSpan.Zero, 0);
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
