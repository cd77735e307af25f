using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What bots keep between runs.</summary>
internal static class DataCases
{
    public static CaseList All { get; } = new()
    {
        Data_Written_ComesBack,
        Data_OtherVersion_IsRefused,
        Data_InParallel_OneWins,
        Data_Deleted_IsGone,
        Data_Prefix_ListsInOrdinalOrder,
        Data_OfOneBot_IsNotAnothers,
        { Data_KeptForAWhile_IsGoneAfterwards, StoreAbilities.Clock },
    };

    private static IBotDataStore Data(Bench bench) => bench.Store.Ports.Data;

    private static ValueTask<long?> WriteAsync(Bench bench, string key, byte[] content, long expected, TimeSpan? keepFor = null, string bot = Bench.Bot)
        => Data(bench).TryWriteAsync(bot, key, content, expected, keepFor, bench.Token);

    private static async Task Data_Written_ComesBack(Bench bench)
    {
        byte[] content = [0, 1, 2, 255, 0, 128];
        Expect.Equal(await WriteAsync(bench, "k", content, 0), 1L, "the version after the first write");
        Expect.Equal(await WriteAsync(bench, "k", [9], 1), 2L, "the version after the second write");
        Expect.Equal(await WriteAsync(bench, "k", content, 2), 3L, "the version after the third write");

        var kept = Expect.NotNull(await Data(bench).ReadAsync(Bench.Bot, "k", bench.Token), "the value");
        Expect.Equal(kept.Version, 3L, "the version");
        Expect.Sequence(kept.Content.ToArray(), content, "the bytes");
        Expect.That((bench.Store.Now - kept.WrittenAt).Duration() < TimeSpan.FromMinutes(1), "the time of the write to be the store's");
        Expect.That(await Data(bench).ReadAsync(Bench.Bot, "unknown", bench.Token) is null, "nothing under an unknown key");
    }

    private static async Task Data_OtherVersion_IsRefused(Bench bench)
    {
        Expect.Equal(await WriteAsync(bench, "k", [1], 1), null, "the answer to version 1 expected where nothing is");
        await WriteAsync(bench, "k", [1], 0);
        foreach (var expected in (long[])[0, 2, 17])
        {
            Expect.Equal(await WriteAsync(bench, "k", [2], expected), null, $"the answer to version {expected} expected where 1 is");
        }

        Expect.Sequence((await Data(bench).ReadAsync(Bench.Bot, "k", bench.Token))!.Content.ToArray(), [(byte)1], "the bytes");
    }

    private static async Task Data_InParallel_OneWins(Bench bench)
    {
        for (var version = 0L; version < 10; version++)
        {
            var expected = version;
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () => await WriteAsync(bench, "k", [(byte)n], expected), bench.Token)));
            Expect.Equal(won.Count(each => each == expected + 1), 1, "the number of winners of eight parallel writes");
            Expect.Equal(won.Count(each => each is null), 7, "the number of losers of eight parallel writes");
        }
    }

    private static async Task Data_Deleted_IsGone(Bench bench)
    {
        await WriteAsync(bench, "k", [1], 0);
        Expect.That(await Data(bench).DeleteAsync(Bench.Bot, "k", bench.Token), "a delete to tell that there was a value");
        Expect.That(!await Data(bench).DeleteAsync(Bench.Bot, "k", bench.Token), "a delete to tell that there was no value");
        Expect.That(await Data(bench).ReadAsync(Bench.Bot, "k", bench.Token) is null, "a deleted value to be gone");
        Expect.Equal(await WriteAsync(bench, "k", [2], 0), 1L, "the version of a value that is new again");
    }

    private static async Task Data_Prefix_ListsInOrdinalOrder(Bench bench)
    {
        string[] keys = ["a/10", "a/9", "a/B", "a/b", "a/ä", "b/1", "a_x", "a%x", "A/1"];
        foreach (var key in keys)
        {
            await WriteAsync(bench, key, [1], 0);
        }

        async Task ExpectAsync(string prefix, string? after, int count, params string[] expected)
            => Expect.Sequence(await Data(bench).ListKeysAsync(Bench.Bot, prefix, after, count, bench.Token), expected, $"the keys from '{prefix}' after '{after}', at most {count}");
        await ExpectAsync("", null, 100, [.. keys.Order(StringComparer.Ordinal)]);
        await ExpectAsync("a/", null, 100, "a/10", "a/9", "a/B", "a/b", "a/ä");
        await ExpectAsync("a_", null, 100, "a_x");
        await ExpectAsync("a%", null, 100, "a%x");
        await ExpectAsync("a/", "a/9", 2, "a/B", "a/b");
        await ExpectAsync("c", null, 100);
    }

    private static async Task Data_OfOneBot_IsNotAnothers(Bench bench)
    {
        await WriteAsync(bench, "k", [1], 0);
        await WriteAsync(bench, "k", [2], 0, bot: "other");
        await Data(bench).DeleteAsync("other", "k", bench.Token);

        Expect.Sequence((await Data(bench).ReadAsync(Bench.Bot, "k", bench.Token))!.Content.ToArray(), [(byte)1], "the bytes");
        Expect.Equal((await Data(bench).ListKeysAsync("other", "", null, 10, bench.Token)).Count, 0, "the number of keys of the other bot");
    }

    private static async Task Data_KeptForAWhile_IsGoneAfterwards(Bench bench)
    {
        await WriteAsync(bench, "short", [1], 0, TimeSpan.FromMinutes(5));
        await WriteAsync(bench, "long", [1], 0);
        bench.Store.Advance(TimeSpan.FromMinutes(4));
        Expect.That(await Data(bench).ReadAsync(Bench.Bot, "short", bench.Token) is not null, "a value to be there before its time has passed");

        bench.Store.Advance(TimeSpan.FromMinutes(2));

        Expect.That(await Data(bench).ReadAsync(Bench.Bot, "short", bench.Token) is null, "a value to be gone after its time has passed");
        Expect.Sequence(await Data(bench).ListKeysAsync(Bench.Bot, "", null, 10, bench.Token), ["long"], "the keys");
        Expect.Equal(await WriteAsync(bench, "short", [2], 1), null, "the answer to version 1 expected of a value that has expired");
        Expect.That(await WriteAsync(bench, "short", [2], 0) is not null, "an expired value not to be in the way of a new one");
    }
}
