using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>Runs with an idempotency key whose input or store is not as it should be.</summary>
public class KeyedInputTests
{
    private static readonly BotRunOptions Key = new() { IdempotencyKey = "order-17" };

    [Theory]
    [InlineData("{", BotErrorCodes.MalformedJson)]
    [InlineData("17", BotErrorCodes.InvalidInput)]
    [InlineData("null", BotErrorCodes.InvalidInput)]
    public async Task RunJsonAsync_InputIsNotValid_SaysWhyAndTakesNoKey(string json, string code)
    {
        await using var host = Hosts.Of(Script.Return());

        var first = await host.RunJsonAsync(json, Key);
        var second = await host.RunJsonAsync("\"go\"", Key);

        first.Error!.Code.Should().Be(code);
        first.Error.Details.Should().ContainSingle().Which.Path.Should().Be("$");
        second.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_NoInput_IsInvalidAndTakesNoKey()
    {
        await using var host = Hosts.Of(Script.Return());

        var first = await host.Start(null!, Key);
        var second = await host.RunAsync("go", Key);

        first.Error!.Code.Should().Be(BotErrorCodes.InvalidInput);
        first.Error.Details.Should().Equal(new BotFieldError("$", "An input is required.", "required"));
        second.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_CallerStopsWaiting_IsToldThatTheRunGoesOn()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task));
        using var caller = new CancellationTokenSource();
        var run = host.Start("go", Key, caller.Token);

        await caller.CancelAsync();
        var left = await run;
        end.SetResult("done");

        left.Error.Should().BeEquivalentTo(new
        {
            Code = BotErrorCodes.CanceledByCaller,
            Message = "The caller stopped waiting; the run goes on.",
            Severity = BotSeverity.Warning,
        });
        (await host.RunAsync("go", Key)).Data.Should().Be("done");
    }

    [Fact]
    public async Task RunAsync_StoreCannotTellHowTheOtherRunEnded_LogsIt()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger>(new HeldLedger()));

        await host.RunAsync("go", Key);

        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1027).Which.Exception.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task RunAsync_ResultWasErased_IsRefusedAndNotRunAgain()
    {
        await using var host = Hosts.Of(Script.Return());
        var first = await host.RunAsync("go", Key);
        await host.Manager.EraseAsync(first.ExecutionId, "ann");

        var again = await host.RunAsync("go", Key);

        again.Error!.Code.Should().Be(BotErrorCodes.ResultErased);
        (again.Status, again.ExecutionId, again.IsReplayed).Should().Be((BotStatus.Rejected, first.ExecutionId, true));
    }

    /// <summary>Says that another run has the key, and cannot say how that one ends.</summary>
    private sealed class HeldLedger : BrokenLedger
    {
        public override ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
            => new(new RunBegin(KeyOutcome.InFlight, Guid.Empty));

        public override void RecordRefusal(string bot, string code, DateTimeOffset at)
        {
        }
    }
}
