using BotKit.Diagnostics;
using BotKit.Ledger;
using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static BotKit.Core.Tests.Ledger.Logs.LogParts;

namespace BotKit.Core.Tests.Ledger.Logs;

public class InMemoryBotLogStoreTests
{
    private readonly Guid _run = Runs.NewId();

    [Fact]
    public async Task Read_PartsOfARun_ByFenceThenInOrder()
    {
        var store = Store();
        var (late, first, second) = (Part(_run, fence: 2), Part(_run, fence: 1, rows: Row("a")), Part(_run, fence: 1, rows: Row("b")));
        store.Append(late);
        store.Append(Part());
        store.Append(first);
        store.Append(second);

        (await store.ReadAsync(_run, default)).Should().Equal(first, second, late);
    }

    [Fact]
    public async Task Read_RunThatLoggedNothing_IsEmpty() => (await Store().ReadAsync(_run, default)).Should().BeEmpty();

    [Fact]
    public async Task Read_ManyRuns_FindsEach()
    {
        var store = Store(new() { MaxLoggedRuns = 200 });
        var parts = Enumerable.Range(0, 201).Select(_ => Part(rows: Row("x"))).ToArray();
        Array.ForEach(parts, store.Append);

        foreach (var part in parts.Skip(1))
        {
            (await store.ReadAsync(part.ExecutionId, default)).Should().Equal(part);
        }

        (await store.ReadAsync(parts[0].ExecutionId, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Append_MoreBytesThanAllowed_DropsTheOldestRuns()
    {
        var store = Store(new() { MaxLogBytes = 64 << 10 });
        var parts = Enumerable.Range(0, 10).Select(_ => Part(rows: [Row(new string('x', 5_000)), Row(new string('y', 5_000))])).ToArray();
        Array.ForEach(parts, store.Append);

        var held = await List(store, new() { Count = 1_000 });

        held.Select(e => e.ExecutionId).Distinct().Should().Equal(parts[9].ExecutionId, parts[8].ExecutionId, parts[7].ExecutionId);
    }

    [Fact]
    public async Task List_Lines_NewestFirstAcrossRuns()
    {
        var store = Store();
        store.Append(Part(_run, rows: [Row("a"), Row("b")]));
        store.Append(Part(bot: "content", rows: Row("c")));

        var entries = await List(store, new());

        entries.Select(e => (e.Bot, e.Row.Message)).Should().Equal(("content", "c"), ("lead", "b"), ("lead", "a"));
        entries[2].ExecutionId.Should().Be(_run);
    }

    [Fact]
    public async Task List_Bot_OnlyItsLines()
    {
        var store = Store();
        store.Append(Part(bot: "lead", rows: Row("a")));
        store.Append(Part(bot: "content", rows: Row("b")));

        (await Messages(store, new() { Bot = "lead" })).Should().Equal("a");
    }

    [Fact]
    public async Task List_Level_ThatAndAbove()
    {
        var store = Store();
        store.Append(Part(rows: [Row("t", LogLevel.Trace), Row("i"), Row("w", LogLevel.Warning), Row("e", LogLevel.Error)]));

        (await Messages(store, new() { Level = LogLevel.Warning })).Should().Equal("e", "w");
        (await Messages(store, new())).Should().HaveCount(4);
    }

    [Fact]
    public async Task List_Since_FromThenOn()
    {
        var store = Store();
        store.Append(Part(rows: [Row("a", at: Noon), Row("b", at: Noon.AddSeconds(1)), Row("c", at: Noon.AddSeconds(2))]));

        (await Messages(store, new() { Since = Noon.AddSeconds(1) })).Should().Equal("c", "b");
    }

    [Fact]
    public async Task List_Text_InUpperOrLowerCase()
    {
        var store = Store();
        store.Append(Part(rows: [Row("Slow CRM"), Row("fast crm"), Row("other")]));

        (await Messages(store, new() { Text = "Crm" })).Should().Equal("fast crm", "Slow CRM");
    }

    [Fact]
    public async Task List_TextThatIsMasked_IsNotFound()
    {
        var store = Store();
        store.Append(Part(rows: new RunLogRow
        {
            Sequence = 1,
            At = Noon,
            Level = LogLevel.Error,
            EventId = 0,
            Category = "Crm",
            Message = "",
            Unmasked = "password=hunter2",
        }));

        (await List(store, new() { Text = "hunter2" })).Should().BeEmpty();
        (await Messages(store, new() { Text = "password" })).Should().Equal("password=***");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_CountOutOfRange_Throws(int count)
        => await Store().Awaiting(it => it.ListAsync(new() { Count = count }, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();

    [Fact]
    public async Task Reads_Canceled_Throw()
    {
        var store = Store();
        store.Append(Part(_run, rows: Row("a")));
        var canceled = new CancellationToken(canceled: true);

        await store.Awaiting(it => it.ListAsync(new(), canceled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await store.Awaiting(it => it.ReadAsync(_run, canceled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Pages_OfAnySize_EachLineOnce()
        => await Gen.Select(Gen.Int[1, 5].Array[0, 150], Gen.Int[1, 40]).SampleAsync(async (sizes, page) =>
        {
            var store = Store();
            foreach (var size in sizes)
            {
                store.Append(Part(rows: [.. Enumerable.Range(0, size).Select(i => Row($"{i}"))]));
            }

            var all = await ListAll(store, 1_000);
            var paged = await ListAll(store, page);

            paged.Should().Equal(all);
            all.Should().HaveCount(sizes.Sum());
            all.Should().BeInDescendingOrder(e => e.Position).And.OnlyHaveUniqueItems(e => e.Position);
        });

    private static InMemoryBotLogStore Store(InMemoryLedgerOptions? options = null) => new(new OptionsWrapper<InMemoryLedgerOptions>(options ?? new()));

    private static async Task<IReadOnlyList<RunLogEntry>> List(InMemoryBotLogStore store, RunLogQuery query) => await store.ListAsync(query, default);

    private static async Task<IEnumerable<string>> Messages(InMemoryBotLogStore store, RunLogQuery query)
        => (await List(store, query)).Select(e => e.Row.Message);

    private static async Task<List<RunLogEntry>> ListAll(InMemoryBotLogStore store, int page)
    {
        var all = new List<RunLogEntry>();
        while (true)
        {
            var entries = await List(store, new() { Count = page, Before = all.Count == 0 ? null : all[^1].Position });
            if (entries.Count == 0)
            {
                return all;
            }

            all.AddRange(entries);
        }
    }
}
