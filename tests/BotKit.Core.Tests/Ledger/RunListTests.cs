using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public class RunListTests
{
    [Fact]
    public async Task List_NoFilter_NewestFirst()
    {
        var ledger = Ledger();
        var runs = Record(ledger, Runs.Run(), Runs.Run(), Runs.Run());

        (await List(ledger, new())).Should().Equal(runs.Reverse());
    }

    [Fact]
    public async Task List_OfNothing_IsEmpty()
        => (await List(Ledger(), new())).Should().BeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000)]
    public async Task List_Count_IsTheMost(int count)
    {
        var ledger = Ledger();
        var runs = Record(ledger, [.. Enumerable.Range(0, 600).Select(_ => Runs.Run())]);

        (await List(ledger, new() { Count = count })).Should().Equal(runs.Reverse().Take(count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_CountOutOfRange_Throws(int count)
    {
        var ledger = Ledger();

        await ledger.Awaiting(it => it.ListAsync(new() { Count = count }, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await ledger.Awaiting(it => it.ListRefusalsAsync(null, count, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>()
            .WithParameterName(nameof(count));
    }

    [Fact]
    public void Query_Default_AsksForFifty() => new RunQuery().Count.Should().Be(50);

    [Fact]
    public async Task List_Bot_OnlyItsRuns()
    {
        var ledger = Ledger();
        var runs = Record(ledger, Runs.Run("lead"), Runs.Run("content"), Runs.Run("lead"));

        (await List(ledger, new() { Bot = "content" })).Should().Equal(runs[1]);
    }

    [Fact]
    public async Task List_Status_OnlyThoseThatEndedSo()
    {
        var ledger = Ledger();
        var runs = Record(ledger, Runs.Run(), Runs.Run(status: BotStatus.Failed), Runs.Run(status: BotStatus.Dead));

        (await List(ledger, new() { Status = BotStatus.Failed })).Should().Equal(runs[1]);
    }

    [Fact]
    public async Task List_Trigger_OnlyThoseThatCameToBeSo()
    {
        var ledger = Ledger();
        var runs = Record(ledger, Runs.Run(), Runs.Run(trigger: BotTrigger.Http));

        (await List(ledger, new() { Trigger = BotTrigger.Http })).Should().Equal(runs[1]);
    }

    [Fact]
    public async Task List_FromAndTo_FromIncludedToExcluded()
    {
        var ledger = Ledger();
        var runs = Record(ledger, [.. Enumerable.Range(0, 4).Select(i => Runs.Run(startedAt: Runs.Noon.AddSeconds(i)))]);

        (await List(ledger, new() { From = Runs.Noon.AddSeconds(1), To = Runs.Noon.AddSeconds(3) })).Should().Equal(runs[2], runs[1]);
        (await List(ledger, new() { From = Runs.Noon.AddSeconds(3) })).Should().Equal(runs[3]);
        (await List(ledger, new() { To = Runs.Noon.AddSeconds(1) })).Should().Equal(runs[0]);
    }

    [Fact]
    public async Task List_BeforeARow_OnlyOlderOnes()
    {
        var ledger = Ledger();
        var runs = Record(ledger, Runs.Run(), Runs.Run(), Runs.Run());

        (await List(ledger, new() { Before = runs[2] })).Should().Equal(runs[1], runs[0]);
        (await List(ledger, new() { Before = runs[0] })).Should().BeEmpty();
    }

    [Fact]
    public async Task List_BeforeARowThatHasGone_IsEmpty()
    {
        var ledger = Ledger(maxRuns: 2);
        var gone = Record(ledger, Runs.Run(), Runs.Run(), Runs.Run())[0];

        (await List(ledger, new() { Before = gone })).Should().BeEmpty();
    }

    [Fact]
    public async Task List_MoreThanTheRing_KeepsTheNewest()
    {
        var ledger = Ledger(maxRuns: 3);
        var runs = Record(ledger, [.. Enumerable.Range(0, 5).Select(_ => Runs.Run())]);

        (await List(ledger, new())).Should().Equal(runs.Reverse().Take(3));
    }

    [Fact]
    public async Task Find_EachRunHeld_FindsIt()
    {
        var ledger = Ledger(maxRuns: 600);
        var runs = Record(ledger, [.. Enumerable.Range(0, 601).Select(_ => Runs.Run())]);

        foreach (var run in runs.Skip(1))
        {
            (await ledger.FindAsync(run, default))!.ExecutionId.Should().Be(run);
        }

        (await ledger.FindAsync(runs[0], default)).Should().BeNull();
    }

    [Fact]
    public async Task Pages_WhileRowsComeAndGo_EachRowOnceAndInOrder()
    {
        var gen = Gen.Select(Gen.Int[1, 60], Gen.Int[1, 9], Gen.Int[1, 120], Gen.Int[0, 4].Array[30]);
        await gen.SampleAsync(async (max, page, before, between) =>
        {
            var ledger = Ledger(maxRuns: max);
            var atStart = Record(ledger, [.. Enumerable.Range(0, before).Select(_ => Runs.Run())]).Reverse().Take(max).ToArray();
            var seen = new List<Guid>();
            Guid? last = null;
            foreach (var more in between)
            {
                var rows = await List(ledger, new() { Before = last, Count = page });
                seen.AddRange(rows);
                last = rows.Count > 0 ? rows[^1] : last;
                Record(ledger, [.. Enumerable.Range(0, more).Select(_ => Runs.Run())]);
            }

            // Rows that leave meanwhile are missing at the end; nothing is skipped or shown twice before it.
            seen.Should().Equal(atStart.Take(seen.Count));
        });
    }

    private static InMemoryBotLedger Ledger(int maxRuns = 10_000) => new(new() { MaxRuns = maxRuns }, TimeProvider.System);

    private static Guid[] Record(InMemoryBotLedger ledger, params RunRecord[] runs)
    {
        foreach (var run in runs)
        {
            ledger.Record(run);
        }

        return [.. runs.Select(static run => run.Result.ExecutionId)];
    }

    private static async Task<IReadOnlyList<Guid>> List(InMemoryBotLedger ledger, RunQuery query)
        => [.. (await ledger.ListAsync(query, default)).Select(static run => run.ExecutionId)];
}
