using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>What the store of idempotency keys can and cannot do.</summary>
public class KeyedStoreTests
{
    private static readonly BotRunOptions Key = new() { IdempotencyKey = "order-17" };

    [Fact]
    public async Task RunAsync_StoreIsFull_IsRefusedForASecond()
    {
        await using var host = Hosts.Of(
            Script.Return(), services: services => services.Configure<InMemoryLedgerOptions>(options => options.MaxKeys = 1));
        await host.RunAsync("go", Key);

        var second = await host.RunAsync("go", new BotRunOptions { IdempotencyKey = "another" });

        second.Error!.Code.Should().Be(BotErrorCodes.StoreFull);
        second.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task RunAsync_StoreCannotBeAsked_IsRefused()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        var result = await host.RunAsync("go", Key);

        result.Status.Should().Be(BotStatus.Rejected);
        result.Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        script.Calls.Should().Be(0);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1027);
    }

    [Fact]
    public async Task RunAsync_StoreCannotTellHowItEnded_IsRefused()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger>(new Held()));

        var result = await host.RunAsync("go", Key);

        result.Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
    }

    [Fact]
    public async Task RunAsync_NothingAsResult_IsReplayed()
    {
        await using var host = BotTestHost.For<SilentBot>();
        await host.RunAsync("go", Key);

        var second = await host.RunAsync("go", Key);

        second.IsReplayed.Should().BeTrue();
        second.Data.Should().BeSameAs(Nothing.Value);
    }

    [Fact]
    public async Task RunAsync_ResultCannotBeReadBack_SaysSo()
    {
        await using var host = BotTestHost.For<OneWayBot>();
        await host.RunAsync("go", Key);

        var second = () => host.RunAsync("go", Key);

        (await second.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'one-way'*cannot be read back*");
    }

    private sealed class Held : BrokenLedger
    {
        public override ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
            => new(new RunBegin(KeyOutcome.InFlight, Guid.Empty));

        public override void RecordRefusal(string bot, string code, DateTimeOffset at)
        {
        }
    }

    public sealed class SilentBot : BaseBot<string, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(Nothing.Value);
    }

    public sealed class OneWayBot : BaseBot<string, OneWay>
    {
        protected override ValueTask<OneWay> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
            => new(new OneWay(1, "unused"));
    }

    /// <summary>Written as JSON, but made in a way that the reader cannot follow.</summary>
    public sealed class OneWay
    {
        public OneWay(int number, string unused) => Number = number + unused.Length;

        public OneWay(string text, int unused) => Number = text.Length + unused;

        public int Number { get; }
    }
}
