using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

public class RefusalTests
{
    private static readonly DateTimeOffset Noon = Runs.Noon;

    [Fact]
    public async Task List_Repeats_OneRowWithTheirCount()
    {
        var ledger = Ledger();
        for (var i = 0; i < 60; i++)
        {
            ledger.RecordRefusal("lead", "paused", Noon.AddSeconds(i));
        }

        (await List(ledger)).Should().Equal(new RefusalRecord("lead", "paused", Noon, 60));
    }

    [Fact]
    public async Task List_OtherBotCodeOrMinute_AnotherRowNewestFirst()
    {
        var ledger = Ledger();
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("lead", "circuit_open", Noon);
        ledger.RecordRefusal("content", "paused", Noon);
        ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(1));
        ledger.RecordRefusal("lead", "circuit_open", Noon.AddMinutes(1));
        ledger.RecordRefusal("lead", "circuit_open", Noon.AddMinutes(1));

        (await List(ledger)).Should().Equal(
            new RefusalRecord("lead", "circuit_open", Noon.AddMinutes(1), 2),
            new RefusalRecord("lead", "paused", Noon.AddMinutes(1), 1),
            new RefusalRecord("content", "paused", Noon, 1),
            new RefusalRecord("lead", "circuit_open", Noon, 1),
            new RefusalRecord("lead", "paused", Noon, 1));
    }

    [Fact]
    public async Task List_LateForTheMinuteBefore_CountsInItsRow()
    {
        var ledger = Ledger();
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(1));
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(1));

        (await List(ledger)).Select(r => r.Count).Should().Equal(2, 2);
    }

    [Fact]
    public async Task List_Bot_OnlyItsRows()
    {
        var ledger = Ledger();
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("content", "paused", Noon);

        (await ledger.ListRefusalsAsync("lead", 10, default)).Should().ContainSingle().Which.Bot.Should().Be("lead");
    }

    [Fact]
    public async Task List_Count_IsTheMost()
    {
        var ledger = Ledger();
        for (var i = 0; i < 5; i++)
        {
            ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(i));
        }

        (await ledger.ListRefusalsAsync(null, 2, default)).Select(r => r.Minute).Should().Equal(Noon.AddMinutes(4), Noon.AddMinutes(3));
    }

    [Fact]
    public async Task Record_BeyondTheCap_DropsTheOldestRows()
    {
        var ledger = Ledger(new() { MaxRefusals = 3 });
        for (var i = 0; i < 5; i++)
        {
            ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(i));
        }

        (await List(ledger)).Select(r => r.Minute).Should().Equal(Noon.AddMinutes(4), Noon.AddMinutes(3), Noon.AddMinutes(2));
    }

    [Fact]
    public async Task Record_ForARowThatWasDropped_OpensItAnew()
    {
        var ledger = Ledger(new() { MaxRefusals = 2 });
        ledger.RecordRefusal("a", "paused", Noon);
        ledger.RecordRefusal("b", "paused", Noon);
        ledger.RecordRefusal("a", "paused", Noon.AddMinutes(1));
        ledger.RecordRefusal("a", "paused", Noon);

        (await List(ledger)).Should().Equal(
            new RefusalRecord("a", "paused", Noon, 1), new RefusalRecord("a", "paused", Noon.AddMinutes(1), 1));
    }

    [Fact]
    public async Task Record_MoreCodesThanAreToldApart_ShareOneRow()
    {
        var ledger = Ledger();
        for (var i = 0; i < RefusalTable.MaxCodes + 10; i++)
        {
            ledger.RecordRefusal("lead", $"code_{i}", Noon);
        }

        ledger.RecordRefusal("lead", "code_0", Noon);
        ledger.RecordRefusal("lead", "code_105", Noon);

        var rows = await List(ledger);
        rows.Should().HaveCount(RefusalTable.MaxCodes + 1);
        rows[0].Should().Be(new RefusalRecord("lead", "other", Noon, 11));
        rows[^1].Count.Should().Be(2);
        rows.Sum(r => r.Count).Should().Be(RefusalTable.MaxCodes + 12);
    }

    [Fact]
    public async Task Record_ManyCodesInTheMinuteBefore_AreNoneInThisOne()
    {
        var ledger = Ledger();
        for (var i = 0; i < RefusalTable.MaxCodes; i++)
        {
            ledger.RecordRefusal("lead", $"code_{i}", Noon);
        }

        ledger.RecordRefusal("lead", "paused", Noon.AddMinutes(1));

        (await List(ledger))[0].Code.Should().Be("paused");
    }

    [Fact]
    public void Record_Repeat_AllocatesNothing()
    {
        var ledger = Ledger();
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("lead", "circuit_open", Noon);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            ledger.RecordRefusal("lead", "circuit_open", Noon);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static InMemoryBotLedger Ledger(InMemoryLedgerOptions? options = null) => new(options ?? new(), TimeProvider.System);

    private static async Task<IReadOnlyList<RefusalRecord>> List(InMemoryBotLedger ledger) => await ledger.ListRefusalsAsync(null, 1_000, default);
}
