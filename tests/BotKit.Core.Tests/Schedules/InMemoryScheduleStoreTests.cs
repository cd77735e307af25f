using BotKit.Core.Tests.Ledger;
using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Core.Tests.Schedules;

/// <summary>What the store in memory does beside its contract: it is bounded.</summary>
public sealed class InMemoryScheduleStoreTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fire_MoreOccurrencesOfAScheduleThanMayBe_DropsTheOldestThatDoNotWait()
    {
        var store = new InMemoryScheduleStore(new QueueUnderTest().Runs);
        await MakeAsync(store, "a");
        var first = await WriteAsync(store, "a", 0, 1_500, static i => i is 3 or 700);

        var all = await AllAsync(store, "a");

        all.Should().HaveCount(OccurrenceBook.MaxRowsOfSchedule);
        all.Count(static it => it.State == BotOccurrenceState.Waiting).Should().Be(2);
        all.Select(static it => it.Due).Should().StartWith(first.AddSeconds(1_499)).And.BeInDescendingOrder().And.EndWith(first.AddSeconds(3));
    }

    [Fact]
    public async Task Fire_MoreOccurrencesInAllThanMayBe_DropsTheOldestOfAll()
    {
        var store = new InMemoryScheduleStore(new QueueUnderTest(new InMemoryLedgerOptions { MaxOccurrences = 10 }).Runs);
        await MakeAsync(store, "a", "b");
        await WriteAsync(store, "a", 0, 8, static i => i == 0);
        await WriteAsync(store, "b", 0, 6, static _ => false);

        var (a, b) = (await AllAsync(store, "a"), await AllAsync(store, "b"));

        (a.Count, b.Count).Should().Be((4, 6), "the latest of the one made room for the other");
        a[^1].State.Should().Be(BotOccurrenceState.Waiting);
    }

    [Fact]
    public async Task Fire_OccurrencesComeAndGoForLong_KeepsNoMoreThanItMay()
    {
        var book = new OccurrenceBook(10);
        var schedule = new ScheduleRow(Schedule("a"));
        for (var i = 0; i < 10_000; i++)
        {
            var due = DateTimeOffset.UnixEpoch.AddSeconds(i);
            book.Write(schedule, [due.AddSeconds(-1)], [Occurrence("a", due, BotOccurrenceState.Skipped)]);
        }

        book.Count.Should().Be(1);
        schedule.Occurrences!.Latest!.Due.Should().Be(DateTimeOffset.UnixEpoch.AddSeconds(9_999));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Fire_StoreHoldsAsManyRunsAsItMay_LeavesNoRoomAndRefusesWhatComesAllTheSame()
    {
        var queue = new QueueUnderTest(new InMemoryLedgerOptions { MaxHeldRuns = 2 });
        var store = new InMemoryScheduleStore(queue.Runs);
        await MakeAsync(store, "a", "b", "c");
        var rooms = new List<int>();
        ScheduleStep Decide(ScheduleView view)
        {
            rooms.Add(view.QueueRoom);
            return new ScheduleStep(view.Schedule with { WakeAt = null })
            {
                Runs = [queue.Run() with { Origin = new RunOrigin { Schedule = view.Schedule.Definition.Id } }],
            };
        }

        var fire = async () => await store.FireAsync(new ScheduleFireRequest(["lead"], 10), Decide, Token);

        await fire.Should().ThrowAsync<BotStoreException>();
        rooms.Should().Equal(2, 1, 0);
        queue.Runs.Held.Should().BeEmpty("it is all or nothing");
        (await store.FireAsync(new ScheduleFireRequest(["lead"], 2), Decide, Token)).Fired.Should().Be(2);
    }

    [Fact]
    public async Task Fire_RunWithAKey_IsRefused()
    {
        var queue = new QueueUnderTest();
        var store = new InMemoryScheduleStore(queue.Runs);
        await MakeAsync(store, "a");

        var fire = async () => await store.FireAsync(
            new ScheduleFireRequest(["lead"], 10), view => new ScheduleStep(view.Schedule) { Runs = [queue.Run(key: "k")] }, Token);

        await fire.Should().ThrowAsync<InvalidOperationException>();
        queue.Runs.Held.Should().BeEmpty();
    }

    private static BotSchedule Schedule(string id) => new()
    {
        Definition = new BotScheduleDefinition { Id = id, Bot = "lead", Cron = "@daily" },
        Source = BotScheduleSource.Code,
        NextDue = Runs.Noon,
        WakeAt = Runs.Noon,
        Anchor = Runs.Noon,
        CreatedAt = Runs.Noon,
        ChangedAt = Runs.Noon,
    };

    private static BotOccurrence Occurrence(string id, DateTimeOffset due, BotOccurrenceState state) => new()
    {
        Schedule = id,
        Due = due,
        Until = due,
        State = state,
        RecordedAt = due,
        Timing = "",
    };

    private static async Task MakeAsync(InMemoryScheduleStore store, params string[] ids)
        => await store.ChangeAsync(ids, static (id, _, _) => Schedule(id), Token);

    private static async Task<DateTimeOffset> WriteAsync(InMemoryScheduleStore store, string id, int from, int count, Func<int, bool> waits)
    {
        foreach (var i in Enumerable.Range(from, count))
        {
            await store.FireAsync(
                new ScheduleFireRequest(["lead"], 1) { Ended = [id] },
                view => new ScheduleStep(view.Schedule)
                {
                    Occurrences = [Occurrence(id, Runs.Noon.AddSeconds(i), waits(i) ? BotOccurrenceState.Waiting : BotOccurrenceState.Skipped)],
                },
                Token);
        }

        return Runs.Noon;
    }

    private static async Task<IReadOnlyList<BotOccurrence>> AllAsync(InMemoryScheduleStore store, string id)
    {
        var all = new List<BotOccurrence>();
        while (await store.ListOccurrencesAsync(new BotOccurrenceQuery(id) { Count = 1_000, Before = all.Count == 0 ? null : all[^1].Due }, Token) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
