using BotKit.Diagnostics;
using CsCheck;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Diagnostics;

public class RunLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly ByteBudget _budget = new(1_000_000);

    [Fact]
    public void Close_Lines_InOrderWithAllTheyHold()
    {
        var log = Log();
        log.Add(Noon, LogLevel.Information, 7, "BotKit.Bots.lead", "one", isForeign: false, null);
        log.Add(Noon.AddSeconds(1), LogLevel.Error, 0, "Other", "two", isForeign: true, "disk_full");

        var (rows, dropped) = log.Close();

        dropped.Should().Be(0);
        rows.Select(r => (r.Sequence, r.At, r.Level, r.EventId, r.Category, r.Message, r.Code)).Should().Equal(
            (1, Noon, LogLevel.Information, 7, "BotKit.Bots.lead", "one", null),
            (2, Noon.AddSeconds(1), LogLevel.Error, 0, "Other", "two", "disk_full"));
    }

    [Fact]
    public void Message_OfForeignLines_IsMaskedAndOfTheBotsOwnIsNot()
    {
        var log = Log();
        Add(log, message: "password=hunter2", isForeign: true);
        Add(log, message: "password=hunter2", isForeign: false);

        var rows = log.Close().Rows;

        rows[0].Message.Should().Be("password=***");
        rows[0].Message.Should().Be("password=***");
        rows[1].Message.Should().Be("password=hunter2");
    }

    [Theory]
    [InlineData(LogLevel.Information, 90)]
    [InlineData(LogLevel.Warning, 100)]
    [InlineData(LogLevel.Critical, 100)]
    public void Add_MoreLinesThanFit_KeepsTheFirstAndCountsTheRest(LogLevel level, int kept)
    {
        var log = Log(new() { MaxRows = 100 });
        for (var i = 0; i < 150; i++)
        {
            Add(log, level);
        }

        var (rows, dropped) = log.Close();

        rows.Should().HaveCount(kept);
        dropped.Should().Be(150 - kept);
    }

    [Theory]
    [InlineData(LogLevel.Information, 90)]
    [InlineData(LogLevel.Warning, 100)]
    public void Add_MoreBytesThanFit_KeepsTheFirstAndCountsTheRest(LogLevel level, int kept)
    {
        const int Length = 40;
        var log = Log(new() { MaxRows = 1_000, MaxBytes = 100 * (RunLogRow.RowBytes + (2 * Length)) });
        for (var i = 0; i < 150; i++)
        {
            Add(log, level, new string('x', Length));
        }

        var (rows, dropped) = log.Close();

        rows.Should().HaveCount(kept);
        dropped.Should().Be(150 - kept);
        rows.Sum(r => r.Bytes).Should().Be(kept * (RunLogRow.RowBytes + (2 * Length)));
    }

    [Fact]
    public void Add_WarningAfterTooMuchChatter_IsKeptAndTheGapShows()
    {
        var log = Log(new() { MaxRows = 10 });
        for (var i = 0; i < 12; i++)
        {
            Add(log);
        }

        Add(log, LogLevel.Warning);

        log.Close().Rows.Select(r => r.Sequence).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9, 13);
    }

    [Fact]
    public void Add_AllRunsTogetherHaveTooMuch_CountsTheLine()
    {
        var budget = new ByteBudget(RunLogRow.RowBytes + 8);
        var (one, other) = (new RunLog(new(), budget), new RunLog(new(), budget));
        Add(one, message: "four");
        Add(other, message: "four");

        other.Close().Dropped.Should().Be(1);
        one.Close();
        budget.Taken.Should().Be(0);
    }

    [Fact]
    public void Close_Twice_GivesMemoryBackOnce()
    {
        var log = Log();
        _budget.TryTake(500);
        Add(log);
        log.Close();
        log.Close();

        _budget.Taken.Should().Be(500);
    }

    [Fact]
    public void Add_AfterClose_IsLeftOut()
    {
        var log = Log();
        Add(log);
        var rows = log.Close().Rows;

        Add(log);

        rows.Should().HaveCount(1);
        log.Close().Dropped.Should().Be(0);
        _budget.Taken.Should().Be(0);
    }

    [Fact]
    public void Add_FromManyThreads_KeepsOrCountsEveryLine()
        => Gen.Int[1, 60].Array[2, 4].Sample(
            threads =>
            {
                var log = Log(new() { MaxRows = 50 });
                Parallel.ForEach(threads, lines =>
                {
                    for (var i = 0; i < lines; i++)
                    {
                        Add(log, LogLevel.Warning);
                    }
                });

                var (rows, dropped) = log.Close();

                (rows.Count + dropped).Should().Be(threads.Sum());
                rows.Select(r => r.Sequence).Should().Equal(Enumerable.Range(1, Math.Min(50, threads.Sum())));
            },
            iter: 100,
            threads: 1);

    private static void Add(RunLog log, LogLevel level = LogLevel.Information, string message = "line", bool isForeign = false)
        => log.Add(Noon, level, 0, "Category", message, isForeign, null);

    private RunLog Log(LogCaptureOptions? options = null) => new(options ?? new(), _budget);
}
