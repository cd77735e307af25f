using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Counters equal rows and refusals (I23).</summary>
internal static class RollupCases
{
    public static CaseList All { get; } = new()
    {
        Rollup_OfEndedRuns_EqualsTheRows,
        Rollup_OfRecordedRuns_EqualsTheRows,
        Rollup_OfRefusals_CountsEachOfThem,
        Rollup_Latency_CountsRunsThatReachedTheBot,
        { Rollup_OfSeveralMinutes_IsOldestFirst, StoreAbilities.Clock },
        Refusals_OfOneReason_AreCoalesced,
    };

    public static async Task<long[]> CountsAsync(Bench bench, string bot)
    {
        var counts = new long[Enum.GetValues<BotStatus>().Length];
        foreach (var rollup in await ReadAsync(bench, bot))
        {
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += i < rollup.Counts.Count ? rollup.Counts[i] : 0;
            }
        }

        return counts;
    }

    public static async Task<IReadOnlyList<RunRollup>> ReadAsync(Bench bench, string bot)
        => [.. (await bench.Ledger.ReadRollupsAsync(bench.Store.Now - TimeSpan.FromHours(20), bench.Store.Now + TimeSpan.FromMinutes(2), bench.Token)).Where(each => each.Bot == bot)];

    private static async Task Rollup_OfEndedRuns_EqualsTheRows(Bench bench)
    {
        var node = await bench.JoinAsync();
        var expected = new long[Enum.GetValues<BotStatus>().Length];
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            for (var i = 0; i <= (int)status; i++)
            {
                await bench.EndedAsync(node, status: status);
                expected[(int)status]++;
            }
        }

        Expect.Sequence(await CountsAsync(bench, Bench.Bot), expected, "the counts of the roll-ups by status");
    }

    private static RunRecord Record(Bench bench, BotStatus status)
        => new()
        {
            Result = status == BotStatus.Succeeded
                ? BotResult<int>.Succeeded(bench.NewId(), Bench.Bot, TimeSpan.FromMilliseconds(5), 1, 42)
                : BotResult<int>.NotSucceeded(status, bench.NewId(), Bench.Bot, TimeSpan.FromMilliseconds(5), 1, bench.Error("crm_down")),
            StartedAt = bench.Store.Now,
            Trigger = BotTrigger.Code,
        };

    private static async Task Rollup_OfRecordedRuns_EqualsTheRows(Bench bench)
    {
        RunRecord[] records = [.. Enumerable.Range(0, 50).Select(n => Record(bench, n % 5 == 0 ? BotStatus.Failed : BotStatus.Succeeded))];
        foreach (var record in records)
        {
            bench.Ledger.Record(record);
        }

        await Expect.SoonAsync(
            async () => await CountsAsync(bench, Bench.Bot) is var counts && counts[(int)BotStatus.Succeeded] == 40 && counts[(int)BotStatus.Failed] == 10,
            "the roll-ups to count 40 runs that succeeded and 10 that failed",
            bench.Token);
        await Expect.SoonAsync(
            async () => (await bench.Ledger.ListAsync(new RunQuery { Bot = Bench.Bot, Count = 100 }, bench.Token)).Count == 50, "the ledger to list 50 direct runs", bench.Token);
        var found = await bench.FindAsync(records[0].Result.ExecutionId);
        Expect.Equal((found.State, found.Status, found.Trigger, found.Error?.Code), (RunState.Ended, BotStatus.Failed, BotTrigger.Code, "crm_down"), "state, status, trigger and code of a recorded run");
    }

    private static async Task Rollup_OfRefusals_CountsEachOfThem(Bench bench)
    {
        await bench.EndedAsync(await bench.JoinAsync());
        for (var i = 0; i < 25; i++)
        {
            bench.Ledger.RecordRefusal(Bench.Bot, i % 2 == 0 ? BotErrorCodes.Paused : BotErrorCodes.RateLimited, bench.Store.Now);
        }

        await Expect.SoonAsync(
            async () => await CountsAsync(bench, Bench.Bot) is var counts && counts[(int)BotStatus.Rejected] == 25 && counts[(int)BotStatus.Succeeded] == 1,
            "the roll-ups to count 25 refusals beside one run",
            bench.Token);
    }

    private static async Task Refusals_OfOneReason_AreCoalesced(Bench bench)
    {
        for (var i = 0; i < 25; i++)
        {
            bench.Ledger.RecordRefusal(Bench.Bot, BotErrorCodes.Paused, bench.Store.Now);
        }

        bench.Ledger.RecordRefusal("other", BotErrorCodes.Disabled, bench.Store.Now);
        await Expect.SoonAsync(
            async () => (await bench.Ledger.ListRefusalsAsync(Bench.Bot, 10, bench.Token)) is [{ Code: BotErrorCodes.Paused, Count: 25 }],
            "one row that counts 25 refusals of one bot, code and minute",
            bench.Token);
        Expect.Equal((await bench.Ledger.ListRefusalsAsync(null, 10, bench.Token)).Sum(each => each.Count), 26, "the number of refusals of all bots");
    }

    private static async Task Rollup_Latency_CountsRunsThatReachedTheBot(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.EndedAsync(node);
        await bench.EndedAsync(node, status: BotStatus.Failed);

        var rollups = await ReadAsync(bench, Bench.Bot);
        Expect.Equal(rollups.Sum(each => each.Latency.Count), 2, "the number of durations");
        Expect.Equal(rollups.Aggregate(TimeSpan.Zero, (sum, each) => sum + each.Latency.Sum), TimeSpan.FromMilliseconds(24), "their sum");
        Expect.That(rollups[0].Latency.Percentile(1) >= TimeSpan.FromMilliseconds(12), "the histogram to hold them");
    }

    private static async Task Rollup_OfSeveralMinutes_IsOldestFirst(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 3; i++)
        {
            await bench.EndedAsync(node);
            bench.Store.Advance(TimeSpan.FromMinutes(2));
        }

        var minutes = (await ReadAsync(bench, Bench.Bot)).Select(each => each.Minute).ToList();
        Expect.Equal(minutes.Count, 3, "the number of minutes with runs");
        Expect.Sequence(minutes, minutes.Order(), "the minutes");
        Expect.That(minutes.All(each => each.Second == 0 && each.Millisecond == 0), "each roll-up to tell the start of its minute");
    }
}
