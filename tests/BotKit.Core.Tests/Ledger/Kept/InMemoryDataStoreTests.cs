using BotKit.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Ledger.Kept;

public class InMemoryDataStoreTests
{
    private readonly FakeTimeProvider _clock = new(Runs.Noon);

    [Fact]
    public async Task TryWrite_OnlyOverWhatWasRead()
    {
        var store = Store();

        (await store.TryWriteAsync("lead", "a", "1"u8.ToArray(), 0, null, default)).Should().Be(1);
        (await store.TryWriteAsync("lead", "a", "2"u8.ToArray(), 0, null, default)).Should().BeNull();
        (await store.TryWriteAsync("lead", "a", "2"u8.ToArray(), 1, null, default)).Should().Be(2);

        var value = await store.ReadAsync("lead", "a", default);
        (value!.Version, value.WrittenAt).Should().Be((2, Runs.Noon));
        value.Content.ToArray().Should().Equal("2"u8.ToArray());
        (await store.ReadAsync("content", "a", default)).Should().BeNull();
    }

    [Fact]
    public async Task Read_WhatIsKeptNoLonger_IsNothing()
    {
        var store = Store();
        await store.TryWriteAsync("lead", "a", default, 0, TimeSpan.FromHours(1), default);
        await store.TryWriteAsync("lead", "b", default, 0, TimeSpan.FromHours(1), default);
        _clock.Advance(TimeSpan.FromHours(1));

        (await store.ReadAsync("lead", "a", default)).Should().BeNull();
        (await store.ListKeysAsync("lead", "", null, 10, default)).Should().BeEmpty();
        store.Clean(10).Should().Be(1);
        (await store.TryWriteAsync("lead", "a", default, 0, null, default)).Should().Be(1);
    }

    [Fact]
    public async Task ListKeys_ByPrefixInOrder()
    {
        var store = Store();
        foreach (var key in new[] { "b/2", "a", "b/1", "c", "b/3" })
        {
            await store.TryWriteAsync("lead", key, default, 0, null, default);
        }

        (await store.ListKeysAsync("lead", "b/", null, 2, default)).Should().Equal("b/1", "b/2");
        (await store.ListKeysAsync("lead", "b/", "b/2", 2, default)).Should().Equal("b/3");
    }

    [Fact]
    public async Task Delete_FreesItsRoom()
    {
        var store = Store(maxBytes: 65_536);
        await store.TryWriteAsync("lead", "a", new byte[60_000], 0, null, default);
        await store.Awaiting(it => it.TryWriteAsync("lead", "b", new byte[60_000], 0, null, default).AsTask()).Should().ThrowAsync<BotStoreException>();

        (await store.DeleteAsync("lead", "a", default)).Should().BeTrue();
        (await store.DeleteAsync("lead", "a", default)).Should().BeFalse();
        (await store.TryWriteAsync("lead", "b", new byte[60_000], 0, null, default)).Should().Be(1);
    }

    [Fact]
    public async Task TryWrite_KeyOrContentTooLong_IsAMistake()
    {
        var store = Store();

        await store.Awaiting(it => it.TryWriteAsync("lead", new string('k', 201), default, 0, null, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await store.Awaiting(it => it.TryWriteAsync("lead", "k", new byte[(16 << 20) + 1], 0, null, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private InMemoryDataStore Store(long maxBytes = 1 << 20)
        => new(Microsoft.Extensions.Options.Options.Create(new InMemoryLedgerOptions { MaxDataBytes = maxBytes }), _clock);
}
