using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Whatever bots, callers and middleware do: one envelope for each call, and nothing escapes.</summary>
public class EnvelopePropertyTests
{
    private enum Act
    {
        Return,
        ReturnLater,
        Throw,
        ThrowLater,
        ThrowTransient,
        ThrowWarning,
        ThrowCritical,
        ThrowCanceled,
        Hang,
        Deaf,
        MiddlewareThrows,
        MiddlewareAnswers,
        MiddlewareDoesNothing,
        Invalid,
        Malformed,
        NoInput,
        Child,
        Canceled,
        CanceledBefore,
        OperatorCancels,
        Keyed,
        KeyedOtherInput,
    }

    [Fact]
    public async Task RunAsync_AnyMix_GivesEachCallOneEnvelope()
        => await Gen.Enum<Act>().List[1, 30].SampleAsync(CheckAsync, iter: 40, threads: 1);

    private static async Task CheckAsync(List<Act> acts)
    {
        var deaf = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(
            (input, context, cancellationToken) => ActAsync(Enum.Parse<Act>(input), context, deaf.Task, cancellationToken),
            options =>
            {
                options.TotalTimeout = TimeSpan.FromSeconds(30);
                options.MaxConcurrency = 12;
                options.Circuit.FailureThreshold = 8;
                options.CriticalPause = TimeSpan.FromSeconds(20);
            },
            bot => bot.Validate<Validator>().Use(MiddlewareAsync));
        var calls = new List<Task<BotResult>>();
        foreach (var act in acts)
        {
            calls.Add(await CallAsync(host, act));
            await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        calls.Should().OnlyContain(call => call.IsCompletedSuccessfully);
        deaf.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        var results = calls.ConvertAll(call => call.Result);
        var own = results.FindAll(result => !result.IsReplayed).ConvertAll(result => result.ExecutionId);
        var recorded = host.Ledger.Runs.Select(run => run.Result.ExecutionId).ToArray();
        results.Should().OnlyContain(result => IsSound(result));
        own.Should().OnlyHaveUniqueItems();
        recorded.Should().OnlyHaveUniqueItems();
        recorded.Should().Contain(results.Where(result => result.Status != BotStatus.Rejected).Select(result => result.ExecutionId));
        host.State.Should().BeEquivalentTo(new { Running = 0, Abandoned = 0 });
    }

    private static bool IsSound(BotResult result)
        => result.Success == (result.Status == BotStatus.Succeeded)
        && result.Success == result.Error is null
        && result.Success == result.Data is not null
        && result.ExecutionId.Version == 7
        && result.Duration >= TimeSpan.Zero
        && result.Attempts is >= 0 and <= 3
        && result.Bot == Hosts.Bot;

    private static async Task<Task<BotResult>> CallAsync(BotTestHost<ScriptedBot> host, Act act)
    {
        var request = new BotRequest(Hosts.Bot, act.ToString());
        using var caller = new CancellationTokenSource();
        switch (act)
        {
            case Act.Malformed:
                return host.Start(BotRequest.FromJson(Hosts.Bot, "{"u8.ToArray()));
            case Act.NoInput:
                return Untyped(host.Start((string)null!));
            case Act.CanceledBefore:
                await caller.CancelAsync();
                return host.Start(request, caller.Token);
            case Act.Canceled:
                var canceled = host.Start(new BotRequest(Hosts.Bot, nameof(Act.Hang)), caller.Token);
                await caller.CancelAsync();
                return canceled;
            case Act.OperatorCancels:
                var started = host.Start(new BotRequest(Hosts.Bot, nameof(Act.Hang)));
                if (host.Logs.LastOrDefault(entry => entry.EventId.Id == 1000)?.ExecutionId is { } running)
                {
                    await host.Manager.CancelAsync(running);
                }

                return started;
            case Act.Keyed or Act.KeyedOtherInput:
                return host.Start(new BotRequest(Hosts.Bot, act.ToString()) { Options = new BotRunOptions { IdempotencyKey = "key" } });
            default:
                return host.Start(request);
        }
    }

    private static async Task<BotResult> Untyped(Task<BotResult<string>> run) => await run;

    private static async ValueTask<string> ActAsync(Act act, BotContext context, Task<string> deaf, CancellationToken cancellationToken)
    {
        if (act is Act.ReturnLater or Act.ThrowLater)
        {
            await Task.Delay(TimeSpan.FromSeconds(4), context.Services.GetRequiredService<TimeProvider>(), cancellationToken);
        }

        switch (act)
        {
            case Act.Throw or Act.ThrowLater:
                throw new InvalidOperationException();
            case Act.ThrowTransient:
                throw Failures.Transient;
            case Act.ThrowWarning:
                throw Failures.Warning;
            case Act.ThrowCritical:
                throw Failures.Critical;
            case Act.ThrowCanceled:
                throw new OperationCanceledException();
            case Act.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return "never";
            case Act.Deaf:
                return await deaf;
            case Act.Child:
                return (await context.RunAsync(Hosts.Bot, nameof(Act.Return), cancellationToken)).Status.ToString();
            default:
                return "done";
        }
    }

    private static ValueTask MiddlewareAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
    {
        switch (context.Input)
        {
            case nameof(Act.MiddlewareThrows):
                throw new InvalidOperationException();
            case nameof(Act.MiddlewareAnswers):
                context.Result = "answered";
                return ValueTask.CompletedTask;
            case nameof(Act.MiddlewareDoesNothing):
                return ValueTask.CompletedTask;
            default:
                return next(context, cancellationToken);
        }
    }

    private sealed class Validator : BotKit.Validation.IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input == nameof(Act.Invalid) ? [new BotFieldError("$", "It is invalid.", "invalid")] : []);
    }
}
