using BotKit.Ledger;
using BotKit.State;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>An idle node sleeps and is woken.</summary>
internal static class WaitCases
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static CaseList All { get; } = new()
    {
        Wait_RunAccepted_WakesUp,
        Wait_RunReleased_WakesUp,
        Wait_BotResumed_WakesUp,
        { Wait_RunAcceptedOnAnotherNode_WakesUp, StoreAbilities.SecondNode },
        Wait_TimePassed_WakesUp,
        Wait_Canceled_WakesUp,
        Wait_RunAcceptedBetweenClaimAndWait_IsNotMissed,
    };

    // It may return early, so it is called again until there is something to do, as a worker does. The clock does not move.
    private static async Task ExpectWakeAsync(Bench bench, Guid node, Func<Task> cause, string what)
    {
        await cause();
        var worker = Task.Run(
            async () =>
            {
                while ((await bench.ClaimAsync(node)).Count == 0)
                {
                    await bench.Queue.WaitForWorkAsync(node, Long, bench.Token);
                }
            },
            bench.Token);
        try
        {
            await worker.WaitAsync(Bench.Patience, TimeProvider.System, bench.Token);
        }
        catch (TimeoutException exception)
        {
            throw new ConformanceException($"Expected an idle node to be woken by {what} within {Bench.Patience.TotalSeconds:0} s.", exception);
        }
    }

    private static async Task ExpectWakeWhileAsleepAsync(Bench bench, Guid node, Func<Task> cause, string what)
    {
        await ExpectWakeAsync(
            bench,
            node,
            () =>
            {
                _ = Task.Run(
                    async () =>
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, bench.Token);
                        await cause();
                    },
                    bench.Token);
                return Task.CompletedTask;
            },
            what);
    }

    private static async Task Wait_RunAccepted_WakesUp(Bench bench)
        => await ExpectWakeWhileAsleepAsync(bench, await bench.JoinAsync(), () => bench.AcceptAsync(), "a run that was accepted");

    private static async Task Wait_RunReleased_WakesUp(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync("other"));
        await ExpectWakeWhileAsleepAsync(bench, await bench.JoinAsync(), () => bench.ReleaseAsync(run, HandOutEnd.Returned), "a run that was given back");
    }

    private static async Task Wait_BotResumed_WakesUp(Bench bench)
    {
        var state = bench.Store.Ports.State;
        var pause = new BotPause("maintenance", "ada", bench.Store.Now, null);
        await state.TryWriteAsync(Bench.Bot, new BotStateRecord(1, pause, CircuitPosition.Closed, null, null), bench.Token);
        await bench.AcceptAsync();
        await ExpectWakeWhileAsleepAsync(
            bench,
            await bench.JoinAsync(),
            () => state.TryWriteAsync(Bench.Bot, BotStateRecord.Initial with { Version = 2 }, bench.Token).AsTask(),
            "a bot that was resumed");
    }

    private static async Task Wait_RunAcceptedOnAnotherNode_WakesUp(Bench bench)
    {
        var second = await bench.Store.OpenSecondAsync(bench.Token);
        await ExpectWakeWhileAsleepAsync(
            bench, await bench.JoinAsync(), () => second.Queue.EnqueueAsync([bench.Submission()], bench.Token).AsTask(), "a run that was accepted on another node");
    }

    private static async Task Wait_TimePassed_WakesUp(Bench bench)
    {
        var waiting = bench.Queue.WaitForWorkAsync(await bench.JoinAsync(), TimeSpan.FromMilliseconds(200), bench.Token).AsTask();
        await Expect.SoonAsync(
            () =>
            {
                if (bench.Can(StoreAbilities.Clock))
                {
                    bench.Store.Advance(TimeSpan.FromMilliseconds(50));
                }

                return Task.FromResult(waiting.IsCompleted);
            },
            "an idle node to wake up when its time has passed",
            bench.Token);
        await waiting;
    }

    private static async Task Wait_Canceled_WakesUp(Bench bench)
    {
        using var source = new CancellationTokenSource();
        var waiting = bench.Queue.WaitForWorkAsync(await bench.JoinAsync(), Long, source.Token).AsTask();
        await source.CancelAsync();
        try
        {
            await waiting.WaitAsync(Bench.Patience, TimeProvider.System, bench.Token);
        }
        catch (OperationCanceledException)
        {
            // As good as returning.
        }
        catch (TimeoutException exception)
        {
            throw new ConformanceException("Expected an idle node to wake up when it is canceled.", exception);
        }
    }

    private static async Task Wait_RunAcceptedBetweenClaimAndWait_IsNotMissed(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 20; i++)
        {
            Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs of an empty queue");
            await ExpectWakeAsync(bench, node, () => bench.AcceptAsync(), "a run that was accepted just before it fell asleep");
        }
    }
}
