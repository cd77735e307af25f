using BotKit.State;

namespace BotKit.Testing.Conformance.Cases;

internal static class StateCases
{
    public static CaseList All { get; } = new()
    {
        State_NothingWritten_IsInitial,
        State_Written_ComesBack,
        State_OlderVersion_IsRefused,
        State_InParallel_OneWins,
        State_OfAllBots_AreReadAtOnce,
        { State_OnAnotherNode_IsSeen, StoreAbilities.SecondNode },
        { State_Reopened_IsThere, StoreAbilities.Reopen },
    };

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static BotStateRecord Full(Bench bench, long version)
    {
        var now = Milliseconds(bench.Store.Now);
        return new BotStateRecord(
            version,
            new BotPause("maintenance", "ada", now, now + TimeSpan.FromMinutes(5)),
            CircuitPosition.Open,
            now + TimeSpan.FromMinutes(1),
            new CircuitProbe(bench.NewId(), now + TimeSpan.FromMinutes(2)));
    }

    private static async Task State_NothingWritten_IsInitial(Bench bench)
    {
        Expect.Equal(await bench.Store.Ports.State.ReadAsync(Bench.Bot, bench.Token), BotStateRecord.Initial, "the state of a bot of which nothing was written");
        await bench.EndedAsync(await bench.JoinAsync());
        Expect.Equal(await bench.Store.Ports.State.ReadAsync(Bench.Bot, bench.Token), BotStateRecord.Initial, "the state of a bot that ran and of which nothing was written");
    }

    private static async Task State_Written_ComesBack(Bench bench)
    {
        var state = bench.Store.Ports.State;
        var full = Full(bench, 1);
        Expect.That(await state.TryWriteAsync(Bench.Bot, full, bench.Token), "the first version to be written");
        Expect.Equal(await state.ReadAsync(Bench.Bot, bench.Token), full, "the state");

        var empty = BotStateRecord.Initial with { Version = 2 };
        Expect.That(await state.TryWriteAsync(Bench.Bot, empty, bench.Token), "the second version to be written");
        Expect.Equal(await state.ReadAsync(Bench.Bot, bench.Token), empty, "the state");
    }

    private static async Task State_OlderVersion_IsRefused(Bench bench)
    {
        var state = bench.Store.Ports.State;
        var full = Full(bench, 1);
        await state.TryWriteAsync(Bench.Bot, full, bench.Token);
        foreach (var version in (long[])[1, 0, 3, 17])
        {
            Expect.That(!await state.TryWriteAsync(Bench.Bot, BotStateRecord.Initial with { Version = version }, bench.Token), $"version {version} over version 1 to be refused");
        }

        Expect.That(!await state.TryWriteAsync("other", BotStateRecord.Initial with { Version = 2 }, bench.Token), "version 2 over nothing to be refused");
        Expect.Equal(await state.ReadAsync(Bench.Bot, bench.Token), full, "the state");
    }

    private static async Task State_InParallel_OneWins(Bench bench)
    {
        var state = bench.Store.Ports.State;
        for (var version = 1; version <= 10; version++)
        {
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await state.TryWriteAsync(Bench.Bot, Full(bench, version), bench.Token), bench.Token)));
            Expect.Equal(won.Count(each => each), 1, "the number of winners of eight parallel writes of one version");
        }
    }

    private static async Task State_OfAllBots_AreReadAtOnce(Bench bench)
    {
        var state = bench.Store.Ports.State;
        await state.TryWriteAsync("a", Full(bench, 1), bench.Token);
        await state.TryWriteAsync("b", BotStateRecord.Initial with { Version = 1 }, bench.Token);
        await bench.AcceptAsync(bench.Submission("never-written"));

        var all = await state.ReadAllAsync(bench.Token);
        Expect.Sequence(all.Where(each => each.Value.Version > 0).Select(each => each.Key).Order(StringComparer.Ordinal), ["a", "b"], "the bots of which something was written");
    }

    private static async Task State_OnAnotherNode_IsSeen(Bench bench)
    {
        var second = (await bench.Store.OpenSecondAsync(bench.Token)).State;
        var full = Full(bench, 1);
        await bench.Store.Ports.State.TryWriteAsync(Bench.Bot, full, bench.Token);

        Expect.Equal(await second.ReadAsync(Bench.Bot, bench.Token), full, "the state as another node sees it");
        Expect.That(!await second.TryWriteAsync(Bench.Bot, BotStateRecord.Initial with { Version = 1 }, bench.Token), "the same version by another node to be refused");
        Expect.That(second.IsShared, "a state that several nodes share to say so");
    }

    private static async Task State_Reopened_IsThere(Bench bench)
    {
        var full = Full(bench, 1);
        await bench.Store.Ports.State.TryWriteAsync(Bench.Bot, full, bench.Token);
        await bench.Store.ReopenAsync(bench.Token);

        Expect.Equal(await bench.Store.Ports.State.ReadAsync(Bench.Bot, bench.Token), full, "the state after a restart");
    }
}
