using BotKit.Ledger;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>The columns of runs that are submitted together.</summary>
internal static class EnqueueRows
{
    /// <summary>Whether one of them is of a schedule, so that the statement has columns for that.</summary>
    public static bool AreOfSchedules(IReadOnlyList<RunSubmission> runs)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].Origin?.Schedule is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The parameters of <see cref="EnqueueSql"/>.</summary>
    public static NpgsqlParameter[] Parameters(IReadOnlyList<RunSubmission> runs, long? now, bool areOfSchedules)
    {
        var count = runs.Count;
        var ids = new Guid[count];
        var bots = new string[count];
        var triggers = new int[count];
        var priorities = new int[count];
        var dues = new long?[count];
        var delays = new long[count];
        var versions = new int[count];
        var dry = new int[count];
        var keys = new string?[count];
        var callers = new string?[count];
        var parents = new Guid?[count];
        var roots = new Guid?[count];
        var traceParents = new string?[count];
        var replays = new Guid?[count];
        var inputs = new byte[]?[count];
        var hashes = new byte[]?[count];
        var lifetimes = new long[count];
        var losses = new int[count];
        for (var i = 0; i < count; i++)
        {
            var run = runs[i];
            var origin = run.Origin;
            ids[i] = run.ExecutionId;
            bots[i] = run.Bot;
            triggers[i] = (int)run.Trigger;
            priorities[i] = run.Priority;
            dues[i] = run.DueAt?.ToUnixTimeMilliseconds();
            delays[i] = Milliseconds(run.Delay);
            versions[i] = run.PayloadVersion;
            dry[i] = run.IsDryRun ? 1 : 0;
            keys[i] = Words.Clean(origin?.IdempotencyKey);
            callers[i] = Words.Clean(origin?.Caller);
            parents[i] = origin?.ParentId;
            roots[i] = origin?.RootId;
            traceParents[i] = Words.Clean(origin?.TraceParent);
            replays[i] = run.ReplayOf;
            inputs[i] = Arrays.Payload(run.Input);
            hashes[i] = keys[i] is null ? null : Arrays.Payload(run.Fingerprint);
            lifetimes[i] = Milliseconds(run.KeyLifetime);
            losses[i] = run.MaxLost;
        }

        NpgsqlParameter[] ofSchedules = areOfSchedules
            ?
            [
                Arrays.Texts([.. runs.Select(static run => Words.Clean(run.Origin?.Schedule))]),
                Arrays.Numbers([.. runs.Select(static run => run.Origin?.ScheduledFor?.ToUnixTimeMilliseconds())]),
            ]
            : [];
        return
        [
            Arrays.Number(now), Arrays.Ids(ids), Arrays.Texts(bots), Arrays.Numbers(triggers), Arrays.Numbers(priorities),
            Arrays.Numbers(dues), Arrays.Numbers(delays), Arrays.Numbers(versions), Arrays.Numbers(dry), Arrays.Texts(keys),
            Arrays.Texts(callers), Arrays.Ids(parents), Arrays.Ids(roots), Arrays.Texts(traceParents),
            Arrays.Ids(replays), Arrays.Bytes(inputs), Arrays.Bytes(hashes), Arrays.Numbers(lifetimes), Arrays.Numbers(losses),
            .. ofSchedules,
        ];
    }

    /// <summary>The parameters of <see cref="EnqueueSql.One"/>.</summary>
    public static NpgsqlParameter[] One(RunSubmission run, long? now) =>
    [
        Arrays.Number(now), Arrays.Id(run.ExecutionId), Arrays.Text(run.Bot), Arrays.Number((int)run.Trigger), Arrays.Number(run.Priority),
        Arrays.Number(run.DueAt?.ToUnixTimeMilliseconds()), Arrays.Number(Milliseconds(run.Delay)), Arrays.Number(run.PayloadVersion),
        Arrays.Number(run.IsDryRun ? 1 : 0), Arrays.Text(Words.Clean(run.Origin?.Caller)), Arrays.Id(run.Origin?.ParentId),
        Arrays.Id(run.Origin?.RootId), Arrays.Text(Words.Clean(run.Origin?.TraceParent)), Arrays.Id(run.ReplayOf),
        Arrays.Blob(Arrays.Payload(run.Input)), Arrays.Number(run.MaxLost),
    ];

    /// <summary>The parameters of <see cref="EnqueueSql.FindSubmitted"/>.</summary>
    public static NpgsqlParameter[] Known(IReadOnlyList<RunSubmission> runs, long? now) =>
    [
        Arrays.Number(now),
        Arrays.Ids([.. runs.Select(static run => run.ExecutionId)]),
        Arrays.Texts([.. runs.Select(static run => run.Bot)]),
        Arrays.Texts([.. runs.Select(static run => Words.Clean(run.Origin?.IdempotencyKey))]),
    ];

    private static long Milliseconds(TimeSpan span) => span <= TimeSpan.Zero ? 0 : (long)Math.Ceiling(span.TotalMilliseconds);
}
