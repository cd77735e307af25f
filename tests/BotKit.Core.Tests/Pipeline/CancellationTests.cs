using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class CancellationTests
{
    private readonly CancellationTokenSource _caller = new();

    [Fact]
    public async Task RunAsync_CanceledBefore_NeverStarts()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        await _caller.CancelAsync();

        var result = await host.RunAsync("go", _caller.Token);

        result.Status.Should().Be(BotStatus.Canceled);
        result.Error!.Code.Should().Be(BotErrorCodes.CanceledByCaller);
        result.Attempts.Should().Be(0);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_CanceledBefore_IsRecordedAsARun()
    {
        await using var host = Hosts.Of(Script.Return());
        await _caller.CancelAsync();

        await host.RunAsync("go", _caller.Token);

        host.Ledger.Runs.Should().ContainSingle().Which.Input.Should().Be("go");
        host.Ledger.Refusals.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_CanceledBefore_DoesNotAskTheGates()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);
        await _caller.CancelAsync();

        var result = await host.RunAsync("go", _caller.Token);

        result.Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task RunAsync_CallerCancels_IsCanceledByTheCaller()
    {
        await using var host = Hosts.Of(Script.Hang());

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();
        var result = await run;

        result.Status.Should().Be(BotStatus.Canceled);
        result.Error!.Code.Should().Be(BotErrorCodes.CanceledByCaller);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        result.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_CallerCancelsByName_IsCanceled()
    {
        await using var host = Hosts.Of(Script.Hang());

        var run = host.Start(new BotRequest(Hosts.Bot, "go"), _caller.Token);
        await _caller.CancelAsync();

        (await run).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Cancel_RunningRun_IsCanceledByAnOperator()
    {
        Guid id = default;
        await using var host = Hosts.Of(async (_, context, cancellationToken) =>
        {
            id = context.ExecutionId;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        });
        var run = host.Start("go");

        var canceled = await host.Manager.CancelAsync(id);
        var again = await host.Manager.CancelAsync(id);
        var result = await run;

        canceled.Should().Be(CancelOutcome.Requested);
        again.Should().BeOneOf(CancelOutcome.Requested, CancelOutcome.AlreadyEnded);
        result.Status.Should().Be(BotStatus.Canceled);
        result.Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
    }

    [Fact]
    public async Task Cancel_RunThatHasEnded_SaysSo()
    {
        await using var host = Hosts.Of(Script.Return());
        var result = await host.RunAsync("go");

        (await host.Manager.CancelAsync(result.ExecutionId)).Should().Be(CancelOutcome.AlreadyEnded);
    }

    [Fact]
    public async Task Cancel_OneOfSeveralRuns_LeavesTheOthers()
    {
        var ids = new List<Guid>();
        await using var host = Hosts.Of(async (_, context, cancellationToken) =>
        {
            ids.Add(context.ExecutionId);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        });
        var runs = new[] { host.Start("a"), host.Start("b"), host.Start("c") };

        await host.Manager.CancelAsync(ids[1]);
        await runs[1];
        await host.AdvanceAsync(TimeSpan.Zero);

        runs.Select(run => run.IsCompleted).Should().Equal(false, true, false);
    }

    [Fact]
    public async Task RunAsync_BotsOwnCancellation_IsAFailure()
    {
        await using var host = Hosts.Of(Script.Throw(new OperationCanceledException()), options => options.Retry.MaxRetries = 0);

        var result = await host.RunAsync("go", _caller.Token);

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be(BotErrorCodes.OperationCanceled);
    }

    [Fact]
    public async Task RunAsync_BotFailsOtherwiseOnceCanceled_IsAFailure()
    {
        await using var host = Hosts.Of(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw Failures.Standard;
        });

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();

        (await run).Error!.Code.Should().Be("broken");
    }

    [Fact]
    public async Task RunAsync_BotFailsForAPassingReasonOnceCanceled_IsNotRetried()
    {
        var script = new Script(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw Failures.Transient;
        });
        await using var host = Hosts.Of(script);

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();
        await run;

        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_CanceledWhileValidating_DoesNotCallTheBot()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Validate<WaitingValidator>());

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();
        var result = await run;

        result.Status.Should().Be(BotStatus.Canceled);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_CanceledBeforeTheFirstAttempt_DoesNotCallTheBot()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await next(context, cancellationToken);
        }));

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();
        var result = await run;

        result.Status.Should().Be(BotStatus.Canceled);
        result.Attempts.Should().Be(0);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_CancellationCallbackThrows_ReachesNeitherCallerNorOperator()
    {
        await using var host = Hosts.Of(async (_, _, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(() => throw new InvalidOperationException());
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        });
        var run = host.Start("go", _caller.Token);

        var cancel = () => _caller.Cancel();

        cancel.Should().NotThrow();
        (await run).Status.Should().Be(BotStatus.Canceled);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1015);
    }

    [Fact]
    public async Task RunAsync_CallerCancelsAfterTheEnd_ChangesNothing()
    {
        await using var host = Hosts.Of(Script.Return());
        var result = await host.RunAsync("go", _caller.Token);

        await _caller.CancelAsync();

        result.Success.Should().BeTrue();
        host.Ledger.Runs.Should().ContainSingle();
    }

    private sealed class WaitingValidator : IBotValidator<string>
    {
        public async ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }
    }
}
