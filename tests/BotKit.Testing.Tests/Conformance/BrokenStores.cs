using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Testing.Conformance;

namespace BotKit.Testing.Tests.Conformance;

#pragma warning disable CA2012 // A proxy hands the ValueTask on as the answer of the call that it stands for.

/// <summary>Stores with one fault each.</summary>
internal static class BrokenStores
{
    public static StorePorts IgnoringTheFence(StorePorts ports) => ports with
    {
        Ledger = Spoiled<IBotLedger>.Wrap(ports.Ledger, (inner, method, args) => method.Name == nameof(IBotLedger.EndAsync)
            ? EndAsync(inner, (RunOutcome)args[0]!)
            : null),
    };

    public static StorePorts LosingAnEnqueue(StorePorts ports)
    {
        var count = 0;
        return ports with
        {
            Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, args) =>
                method.Name == nameof(IBotQueueStore.EnqueueAsync) && args[0] is IReadOnlyList<RunSubmission> runs && ++count % 10 == 0
                    ? Answer<IReadOnlyList<EnqueueResult>>([.. runs.Select(run => new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId))])
                    : null),
        };
    }

    public static StorePorts DoublingAClaim(StorePorts ports) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (inner, method, args) => method.Name == nameof(IBotQueueStore.ClaimAsync)
            ? DoubleAsync(inner, (ClaimRequest)args[0]!)
            : null),
    };

    public static StorePorts AcceptingPartOfABatch(StorePorts ports) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (inner, method, args) =>
            method.Name == nameof(IBotQueueStore.EnqueueAsync) && args[0] is IReadOnlyList<RunSubmission> runs ? OneByOneAsync(inner, runs) : null),
    };

    public static StorePorts ForgettingKeys(StorePorts ports) => Submitting(ports, run => run with { Origin = null });

    public static StorePorts StartingEarly(StorePorts ports) => Submitting(ports, run => run with { Delay = run.Delay * 0.9 });

    public static StorePorts WithoutPriorities(StorePorts ports) => Submitting(ports, run => run with { Priority = 5 });

    public static StorePorts WithoutLimits(StorePorts ports) => Claiming(ports, request => request with { Bots = [.. request.Bots.Select(bot => bot with { MaxRunning = null })] });

    public static StorePorts ReadingAnyPayload(StorePorts ports) => Claiming(ports, request => request with { Bots = [.. request.Bots.Select(bot => bot with { PayloadVersion = 99 })] });

    public static StorePorts TakingAnyLostRun(StorePorts ports) => Claiming(ports, request => request with { TakesLost = true });

    public static StorePorts ShowingNoOpenRuns(StorePorts ports) => Firing(ports, (inner, request, decide)
        => inner.FireAsync(request, view => decide(view with { OpenRuns = 0 }), default));

    public static StorePorts ForgettingOccurrences(StorePorts ports) => Firing(ports, (inner, request, decide)
        => inner.FireAsync(request, view => decide(view) with { Occurrences = [] }, default));

    public static StorePorts FiringAnybodysSchedules(StorePorts ports) => Firing(ports, (inner, request, decide)
        => inner.FireAsync(request with { Except = [], Bots = [.. request.Bots, "other"] }, decide, default));

    public static StorePorts FiringTwice(StorePorts ports) => Firing(ports, async (inner, request, decide) =>
    {
        await inner.FireAsync(request, view => decide(view) with { Schedule = view.Schedule }, default);
        return await inner.FireAsync(request, decide, default);
    });

    public static StorePorts NotCountingRedeliveries(StorePorts ports) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, args) =>
        {
            if (method.Name == nameof(IBotQueueStore.ReleaseAsync))
            {
                args[0] = (RunRelease)args[0]! with { Reason = HandOutEnd.Returned };
            }

            return null;
        }),
    };

    public static StorePorts SleepingTooDeeply(StorePorts ports) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, args) =>
            method.Name == nameof(IBotQueueStore.WaitForWorkAsync) ? new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, (CancellationToken)args[2]!)) : null),
    };

    public static StorePorts SleepingThroughWakes(StorePorts ports) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, _) =>
            method.Name == nameof(IBotQueueStore.WakeAsync) ? new ValueTask<WakeOutcome>(WakeOutcome.Noted) : null),
    };

    public static StorePorts IgnoringTheBeat(StorePorts ports) => ports with
    {
        Nodes = Spoiled<IBotNodeStore>.Wrap(ports.Nodes, (inner, method, args) => method.Name == nameof(IBotNodeStore.RecoverAsync)
            ? RecoverAsync(inner, (Guid)args[0]!)
            : null),
    };

    public static StorePorts RevivingTheLost(StorePorts ports) => ports with
    {
        Nodes = Spoiled<IBotNodeStore>.Wrap(ports.Nodes, (_, method, _) => method.Name == nameof(IBotNodeStore.Beat) ? new NodeBeat(true, []) : null),
    };

    public static StorePorts OverwritingState(StorePorts ports) => ports with
    {
        State = Spoiled<IBotStateStore>.Wrap(ports.State, (inner, method, args) => method.Name == nameof(IBotStateStore.TryWriteAsync)
            ? OverwriteAsync(inner, (string)args[0]!, (BotStateRecord)args[1]!)
            : null),
    };

    public static StorePorts CountingTwice(StorePorts ports) => ports with
    {
        Ledger = Spoiled<IBotLedger>.Wrap(ports.Ledger, (inner, method, args) => method.Name == nameof(IBotLedger.ReadRollupsAsync)
            ? TwiceAsync(inner, (DateTimeOffset)args[0]!, (DateTimeOffset)args[1]!)
            : null),
    };

    public static StorePorts RepeatingARowBetweenPages(StorePorts ports) => ports with
    {
        Ledger = Spoiled<IBotLedger>.Wrap(ports.Ledger, (inner, method, args) => method.Name == nameof(IBotLedger.ListAsync) && args[0] is RunQuery { Before: not null } query
            ? RepeatAsync(inner, query)
            : null),
    };

    private static StorePorts Submitting(StorePorts ports, Func<RunSubmission, RunSubmission> change) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, args) =>
        {
            if (method.Name == nameof(IBotQueueStore.EnqueueAsync) && args[0] is IReadOnlyList<RunSubmission> runs)
            {
                args[0] = runs.Select(change).ToList();
            }

            return null;
        }),
    };

    private static StorePorts Claiming(StorePorts ports, Func<ClaimRequest, ClaimRequest> change) => ports with
    {
        Queue = Spoiled<IBotQueueStore>.Wrap(ports.Queue, (_, method, args) =>
        {
            if (method.Name == nameof(IBotQueueStore.ClaimAsync))
            {
                args[0] = change((ClaimRequest)args[0]!);
            }

            return null;
        }),
    };

    private static async ValueTask<bool> EndAsync(IBotLedger inner, RunOutcome outcome)
        => await inner.EndAsync(outcome with { Fence = (await inner.FindAsync(outcome.ExecutionId, default))?.Fence ?? 0 }, default);

    private static async ValueTask<ClaimBatch> DoubleAsync(IBotQueueStore inner, ClaimRequest request)
    {
        var batch = await inner.ClaimAsync(request, default);
        return batch.Runs.Count > 1 ? batch with { Runs = [.. batch.Runs, batch.Runs[0]] } : batch;
    }

    private static async ValueTask<IReadOnlyList<EnqueueResult>> OneByOneAsync(IBotQueueStore inner, IReadOnlyList<RunSubmission> runs)
    {
        var results = new List<EnqueueResult>();
        foreach (var run in runs)
        {
            results.AddRange(await inner.EnqueueAsync([run], default));
        }

        return results;
    }

    private static async ValueTask<NodeRecovery?> RecoverAsync(IBotNodeStore inner, Guid node)
        => await inner.RecoverAsync(node, (await inner.ListAsync(default)).FirstOrDefault(each => each.Id == node)?.Beat ?? 0, default);

    private static async ValueTask<bool> OverwriteAsync(IBotStateStore inner, string bot, BotStateRecord state)
        => await inner.TryWriteAsync(bot, state with { Version = (await inner.ReadAsync(bot, default)).Version + 1 }, default);

    private static async ValueTask<IReadOnlyList<RunRollup>> TwiceAsync(IBotLedger inner, DateTimeOffset from, DateTimeOffset to)
        => [.. (await inner.ReadRollupsAsync(from, to, default)).Select(each => each with { Counts = [.. each.Counts.Select(count => 2 * count)] })];

    private static async ValueTask<IReadOnlyList<StoredRun>> RepeatAsync(IBotLedger inner, RunQuery query)
    {
        var before = await inner.FindAsync(query.Before!.Value, default);
        var page = await inner.ListAsync(query, default);
        return page.Count > 0 ? [before!, .. page] : page;
    }

    private static object Answer<T>(T value) => new ValueTask<T>(value);

    private static StorePorts Firing(
        StorePorts ports, Func<IBotScheduleStore, ScheduleFireRequest, Func<ScheduleView, ScheduleStep>, ValueTask<ScheduleFireBatch>> fire) => ports with
        {
            Schedules = Spoiled<IBotScheduleStore>.Wrap(ports.Schedules, (inner, method, args) => method.Name == nameof(IBotScheduleStore.FireAsync)
                ? fire(inner, (ScheduleFireRequest)args[0]!, (Func<ScheduleView, ScheduleStep>)args[1]!)
                : null),
        };
}
