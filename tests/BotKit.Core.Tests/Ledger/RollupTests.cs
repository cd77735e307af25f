using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

public class RollupTests
{
    private static readonly DateTimeOffset Noon = Runs.Noon;

    [Fact]
    public async Task Read_Runs_CountsThemByStatus()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run());
        ledger.Record(Runs.Run());
        ledger.Record(Runs.Run(status: BotStatus.Failed));
        ledger.Record(Runs.Run(status: BotStatus.Rejected));
        ledger.Record(Runs.Run(status: BotStatus.Dead));

        var rollup = (await Read(ledger)).Should().ContainSingle().Subject;

        rollup.Bot.Should().Be("lead");
        rollup.Minute.Should().Be(Noon);
        rollup.Counts.Should().Equal(2, 0, 1, 0, 0, 1, 1);
    }

    [Fact]
    public async Task Read_Refusals_CountAsRejected()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run(status: BotStatus.Rejected));
        ledger.RecordRefusal("lead", "paused", Noon);
        ledger.RecordRefusal("lead", "circuit_open", Noon);

        (await Read(ledger)).Single().Counts[(int)BotStatus.Rejected].Should().Be(3);
    }

    [Fact]
    public async Task Read_Latency_OnlyOfRunsThatReachedTheBot()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run(duration: TimeSpan.FromMilliseconds(2), attempts: 1));
        ledger.Record(Runs.Run(status: BotStatus.Invalid, duration: TimeSpan.FromMilliseconds(40), attempts: 0));

        var latency = (await Read(ledger)).Single().Latency;

        latency.Count.Should().Be(1);
        latency.Sum.Should().Be(TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task Read_Run_CountsInTheMinuteInWhichItEnded()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run(startedAt: Noon.AddSeconds(59), duration: TimeSpan.FromSeconds(1)));
        ledger.Record(Runs.Run(startedAt: Noon.AddSeconds(59), duration: TimeSpan.FromSeconds(0.999)));

        (await Read(ledger)).Select(r => r.Minute).Should().Equal(Noon, Noon.AddMinutes(1));
    }

    [Fact]
    public async Task Read_ClockWithAnOffset_IsTheSameMinute()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run(startedAt: Noon.ToOffset(TimeSpan.FromHours(5.5))));
        ledger.RecordRefusal("lead", "paused", Noon.ToOffset(TimeSpan.FromHours(-3)));

        (await Read(ledger)).Should().ContainSingle().Which.Minute.Should().Be(Noon);
    }

    [Fact]
    public async Task Read_SeveralBotsAndMinutes_OldestFirstThenByName()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run("lead", startedAt: Noon.AddMinutes(1)));
        ledger.Record(Runs.Run("content", startedAt: Noon.AddMinutes(1)));
        ledger.Record(Runs.Run("lead", startedAt: Noon));
        ledger.Record(Runs.Run("lead", startedAt: Noon.AddMinutes(1)));

        var rollups = await Read(ledger);

        rollups.Select(r => (r.Bot, r.Minute)).Should().Equal(
            ("lead", Noon), ("content", Noon.AddMinutes(1)), ("lead", Noon.AddMinutes(1)));
        rollups[2].Counts[0].Should().Be(2);
    }

    [Fact]
    public async Task Read_Span_MinutesThatOverlapIt()
    {
        var ledger = Ledger();
        for (var i = 0; i < 5; i++)
        {
            ledger.Record(Runs.Run(startedAt: Noon.AddMinutes(i)));
        }

        (await ledger.ReadRollupsAsync(Noon.AddSeconds(61), Noon.AddMinutes(3), default)).Select(r => r.Minute)
            .Should().Equal(Noon.AddMinutes(1), Noon.AddMinutes(2));
        (await ledger.ReadRollupsAsync(Noon.AddMinutes(3), Noon.AddMinutes(4).AddTicks(1), default)).Select(r => r.Minute)
            .Should().Equal(Noon.AddMinutes(3), Noon.AddMinutes(4));
    }

    [Fact]
    public async Task Read_WhatWasReadBefore_DoesNotChange()
    {
        var ledger = Ledger();
        ledger.Record(Runs.Run());
        var before = (await Read(ledger)).Single();

        ledger.Record(Runs.Run());

        before.Counts[0].Should().Be(1);
        before.Latency.Count.Should().Be(1);
    }

    [Fact]
    public async Task Record_PastTheRetention_DropsOldMinutes()
    {
        var ledger = Ledger(new() { RollupRetention = TimeSpan.FromMinutes(3) });
        for (var i = 0; i < 5; i++)
        {
            ledger.Record(Runs.Run(startedAt: Noon.AddMinutes(i)));
        }

        (await Read(ledger)).Select(r => r.Minute).Should().Equal(Noon.AddMinutes(2), Noon.AddMinutes(3), Noon.AddMinutes(4));
    }

    [Fact]
    public async Task Record_BeyondTheCap_DropsTheOldestTallies()
    {
        var ledger = Ledger(new() { MaxRollups = 2 });
        ledger.Record(Runs.Run("a"));
        ledger.Record(Runs.Run("b"));
        ledger.Record(Runs.Run("c"));

        (await Read(ledger)).Select(r => r.Bot).Should().Equal("b", "c");
    }

    [Fact]
    public async Task Record_AfterItsTallyWasDropped_OpensAnother()
    {
        var ledger = Ledger(new() { MaxRollups = 2 });
        ledger.Record(Runs.Run("a"));
        ledger.Record(Runs.Run("b"));
        ledger.Record(Runs.Run("c"));
        ledger.Record(Runs.Run("a"));

        var rollups = await Read(ledger);

        rollups.Select(r => r.Bot).Should().Equal("a", "c");
        rollups[0].Counts[0].Should().Be(1);
    }

    private static InMemoryBotLedger Ledger(InMemoryLedgerOptions? options = null) => new(options ?? new(), TimeProvider.System);

    private static async Task<IReadOnlyList<RunRollup>> Read(InMemoryBotLedger ledger)
        => await ledger.ReadRollupsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);
}
