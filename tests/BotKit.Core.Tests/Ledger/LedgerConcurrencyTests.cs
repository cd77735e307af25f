using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

/// <summary>I23: counters = rows + refusal counts, whoever writes at the same time.</summary>
public class LedgerConcurrencyTests
{
    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Bool, Gen.OneOf("lead", "content", "database"), Gen.Enum<BotStatus>(), Gen.Int[0, 2], Gen.OneOf("paused", "circuit_open", "rate_limited"),
        (refused, bot, status, minute, code) => new Step(refused, bot, status, minute, code));

    [Fact]
    public async Task Counters_AfterConcurrentWrites_EqualRowsAndRefusals()
        => await Steps.Array[1, 60].Array[2, 4].SampleAsync(
            async threads =>
            {
                var ledger = new InMemoryBotLedger(new(), TimeProvider.System);
                await Task.WhenAll(threads.Select(steps => Task.Run(() =>
                {
                    foreach (var step in steps)
                    {
                        step.Write(ledger);
                    }
                })));

                await Check(ledger, [.. threads.SelectMany(steps => steps)]);
            },
            iter: 300,
            threads: 1);

    [Fact]
    public async Task Reads_WhileOthersWrite_NeverShowMoreThanWasWritten()
    {
        var ledger = new InMemoryBotLedger(new() { MaxRuns = 64 }, TimeProvider.System);
        var runs = Enumerable.Range(0, 20_000).Select(_ => Runs.Run()).ToArray();
        var writing = Task.Run(() => Array.ForEach(runs, run => ledger.Record(run)));

        do
        {
            var rows = await ledger.ListAsync(new() { Count = 1_000 }, default);
            rows.Select(r => r.ExecutionId).Should().OnlyHaveUniqueItems();
            rows.Should().BeInDescendingOrder(r => r.ExecutionId);
            rows.Count.Should().BeLessThanOrEqualTo(64);
        }
        while (!writing.IsCompleted);

        await writing;
        (await ledger.ListAsync(new() { Count = 1_000 }, default)).Select(static run => run.ExecutionId).Should().Equal(runs.Reverse().Take(64).Select(static run => run.Result.ExecutionId));
    }

    private static async Task Check(InMemoryBotLedger ledger, Step[] steps)
    {
        var rows = await ledger.ListAsync(new() { Count = 1_000 }, default);
        var refusals = await ledger.ListRefusalsAsync(null, 1_000, default);
        var rollups = await ledger.ReadRollupsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);

        rows.Should().HaveCount(steps.Count(s => !s.Refused));
        refusals.Sum(r => r.Count).Should().Be(steps.Count(s => s.Refused));
        refusals.Select(r => (r.Bot, r.Code, r.Minute)).Should().OnlyHaveUniqueItems();
        rollups.Select(r => (r.Bot, r.Minute)).Should().OnlyHaveUniqueItems();
        foreach (var rollup in rollups)
        {
            var inMinute = rows.Where(r => r.Bot == rollup.Bot && r.StartedAt == rollup.Minute).ToList();
            var refused = refusals.Where(r => r.Bot == rollup.Bot && r.Minute == rollup.Minute).Sum(r => r.Count);
            foreach (var status in Enum.GetValues<BotStatus>())
            {
                rollup.Counts[(int)status].Should().Be(
                    inMinute.Count(r => r.Status == status) + (status == BotStatus.Rejected ? refused : 0));
            }

            rollup.Latency.Count.Should().Be(inMinute.Count);
        }

        rollups.Sum(r => r.Counts.Sum()).Should().Be(steps.Length);
    }

    private sealed record Step(bool Refused, string Bot, BotStatus Status, int Minute, string Code)
    {
        public void Write(InMemoryBotLedger ledger)
        {
            var at = Runs.Noon.AddMinutes(Minute);
            if (Refused)
            {
                ledger.RecordRefusal(Bot, Code, at);
            }
            else
            {
                ledger.Record(Runs.Run(Bot, Status, startedAt: at));
            }
        }
    }
}
