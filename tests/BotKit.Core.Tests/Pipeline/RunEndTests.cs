using BotKit.Core.Tests.Scripted;
using BotKit.Pipeline;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>What an envelope says of a run that was stopped, and what is left of the run.</summary>
public class RunEndTests
{
    [Fact]
    public async Task RunAsync_CallerCancels_TheErrorSaysSo()
    {
        await using var host = Hosts.Of(Script.Hang());
        using var caller = new CancellationTokenSource();
        var run = host.Start("go", caller.Token);

        await caller.CancelAsync();

        (await run).Error.Should().BeEquivalentTo(new
        {
            Code = BotErrorCodes.CanceledByCaller,
            Message = "The run was canceled by its caller.",
            Severity = BotSeverity.Warning,
        });
    }

    [Fact]
    public async Task Cancel_ByAnOperator_TheErrorSaysSo()
    {
        Guid id = default;
        await using var host = Hosts.Of(async (_, context, cancellationToken) =>
        {
            id = context.ExecutionId;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        });
        var run = host.Start("go");

        await host.Manager.CancelAsync(id);

        (await run).Error.Should().BeEquivalentTo(new
        {
            Code = BotErrorCodes.CanceledByOperator,
            Message = "The run was canceled by an operator.",
            Severity = BotSeverity.Warning,
        });
    }

    [Fact]
    public async Task RunAsync_TimesOut_TheErrorSaysSo()
    {
        await using var host = Hosts.Of(Script.Hang());
        var run = host.Start("go");

        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await run).Error.Should().BeEquivalentTo(new
        {
            Code = BotErrorCodes.Timeout,
            Message = "The run took longer than its timeout.",
            Severity = BotSeverity.Standard,
        });
    }

    [Fact]
    public async Task RunAsync_NoInput_TheErrorNamesTheRoot()
    {
        await using var host = Hosts.Of(Script.Return());

        var result = await host.Start((string)null!);

        result.Error!.Details.Should().Equal(new BotFieldError("$", "An input is required.", "required"));
    }

    [Fact]
    public async Task Context_CodeOfAnAbandonedRunHasEnded_CannotBeUsed()
    {
        BotContext? kept = null;
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(async (_, context, _) =>
        {
            kept = context;
            return await end.Task;
        });
        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(6));
        var result = await run;

        end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        host.State.Running.Should().Be(0);
        kept!.Invoking(context => context.Input).Should().Throw<InvalidOperationException>().WithMessage($"Run {result.ExecutionId} has ended*");
    }

    [Fact]
    public async Task RunAsync_ValidatorTakesTime_TheTotalTimeoutBeginsAfterwards()
    {
        await using var host = Hosts.Of(Script.Hang(), bot: bot => bot.Validate<SlowValidator>());

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));

        (await run).Duration.Should().Be(SlowValidator.Time + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task RunAsync_ManyAtOnceTwice_UsesTheSameObjectsAgain()
    {
        var end = new TaskCompletionSource<string>();
        var runs = new List<BotRun>();
        await using var host = Hosts.Of(async (_, context, _) =>
        {
            runs.Add(((RunContext)context).Run);
            return await end.Task;
        });
        var first = Enumerable.Range(0, 8).Select(_ => host.Start("go")).ToArray();
        end.SetResult("done");
        await Task.WhenAll(first);
        end = new TaskCompletionSource<string>();

        var second = Enumerable.Range(0, 8).Select(_ => host.Start("go")).ToArray();
        end.SetResult("done");
        await Task.WhenAll(second);

        runs.Should().HaveCount(16);
        runs.Distinct().Should().HaveCount(8);
    }

    private sealed class SlowValidator(TimeProvider clock) : IBotValidator<string>
    {
        public static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

        public async ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
        {
            await Task.Delay(Time, clock, cancellationToken);
            return [];
        }
    }
}
