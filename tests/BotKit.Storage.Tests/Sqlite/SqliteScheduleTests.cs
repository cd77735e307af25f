using BotKit.Schedules;
using BotKit.Storage.Tests.Shared;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteScheduleTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();
    private int _losses;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Fire_AnswerLost_FiresOnceAndWakesTheWorkers()
    {
        await using var store = Open();
        await MakeAsync(store, "a", "b");
        var node = Guid.NewGuid();
        await store.Ports.Queue.ClaimAsync(node);
        _losses = 1;

        await store.Ports.Schedules.FireAsync(new ScheduleFireRequest(["lead"], 10), Timetables.Run, Token);

        _ledgers.Count("select count(*) from bot_occurrence").Should().Be(2);
        _ledgers.Count("select count(*) from bot_queue where schedule in ('a', 'b')").Should().Be(2);
        await store.Ports.Queue.WaitForWorkAsync(node, TimeSpan.FromDays(1), Token).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Token);
    }

    [Fact]
    public async Task Change_AnswerLost_AnswersWhatItDidWithoutDecidingAgain()
    {
        await using var store = Open();
        await MakeAsync(store, "known");
        var decided = new List<string>();
        _losses = 1;

        var after = await store.Ports.Schedules.ChangeAsync(
            ["new", "known"],
            (id, present, _) =>
            {
                decided.Add(id);
                return present is null ? Timetables.Due(id) : present with { Revision = present.Revision + 1 };
            },
            Token);

        decided.Should().Equal("new", "known");
        after.Select(static it => it!.Revision).Should().Equal(0, 1);
        _ledgers.Count("select revision from bot_schedule where id = 'known'").Should().Be(1);
    }

    [Fact]
    public async Task Backfill_AnswerLost_AnswersWhatItDidWithoutDecidingAgain()
    {
        await using var store = Open();
        await MakeAsync(store, "a");
        var decided = 0;
        _losses = 1;

        var due = (await store.Ports.Schedules.FindAsync("a", Token))!.NextDue!.Value;
        var step = await store.Ports.Schedules.ChangeOccurrencesAsync(
            "a",
            due,
            due,
            view =>
            {
                decided++;
                return Timetables.Run(view);
            },
            Token);

        decided.Should().Be(1);
        step!.Runs.Should().ContainSingle();
        _ledgers.Count("select count(*) from bot_queue").Should().Be(1);
    }

    [Fact]
    public async Task Fire_DefinitionHoldsMembersOfALaterVersion_KeepsThem()
    {
        await using var store = Open();
        await MakeAsync(store, "a");
        _ledgers.Execute("""update bot_schedule set definition = '{"cron":"@hourly","later":{"x":1},"overlap":"Replace"}'""");

        await store.Ports.Schedules.FireAsync(new ScheduleFireRequest(["lead"], 10), Timetables.Run, Token);
        await store.Ports.Schedules.ChangeAsync(["a"], static (_, present, now) => present! with { Pause = new BotPause("later", "ann", now, null) }, Token);

        var schedule = await store.Ports.Schedules.FindAsync("a", Token);
        schedule!.Definition.Cron.Should().Be("@hourly");
        schedule.Definition.Overlap.Should().Be(BotOverlapPolicy.Skip);
        schedule.Pause!.Reason.Should().Be("later");
        _ledgers.Count("""select count(*) from bot_schedule where definition like '%"later":{"x":1}%'""").Should().Be(1);
    }

    [Fact]
    public async Task Fire_WithSlowDelegates_IsDividedSoThatNoTransactionIsLong()
    {
        await using var store = Open();
        await MakeAsync(store, [.. Enumerable.Range(0, 200).Select(static i => $"s-{i}")]);
        var fired = new List<int>();
        ScheduleFireBatch batch;
        do
        {
            batch = await store.Ports.Schedules.FireAsync(
                new ScheduleFireRequest(["lead"], 1_000),
                static view =>
                {
                    Thread.SpinWait(200_000);
                    return Timetables.Run(view);
                },
                Token);
            fired.Add(batch.Fired);
        }
        while (batch.NextDue is not null);

        fired.Should().HaveCountGreaterThan(1).And.OnlyContain(static count => count > 0);
        fired.Sum().Should().Be(200);
    }

    private static async Task MakeAsync(OpenStore store, params string[] ids)
        => await store.Ports.Schedules.ChangeAsync(ids, static (id, _, _) => Timetables.Due(id), Token);

    private OpenStore Open() => _ledgers.Open(committed: () =>
    {
        if (_losses > 0)
        {
            _losses--;
            throw new IOException("The answer was lost.");
        }
    });
}
