using BotKit.State;
using CsCheck;

namespace BotKit.Core.Tests.State;

public class InMemoryBotStateStoreTests
{
    private static readonly BotStateRecord First = BotStateRecord.Initial with { Version = 1, Circuit = CircuitPosition.Open };

    private readonly InMemoryBotStateStore _store = new();

    [Fact]
    public async Task Read_NothingWritten_IsInitial()
    {
        (await _store.ReadAsync("lead", default)).Should().Be(new BotStateRecord(0, null, CircuitPosition.Closed, null, null));
        (await _store.ReadAllAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public void IsShared_ByDefault_IsFalse() => _store.IsShared.Should().BeFalse();

    [Fact]
    public async Task TryWrite_FirstVersion_IsRead()
    {
        (await _store.TryWriteAsync("lead", First, default)).Should().BeTrue();

        (await _store.ReadAsync("lead", default)).Should().BeSameAs(First);
        (await _store.ReadAsync("content", default)).Version.Should().Be(0);
        (await _store.ReadAllAsync(default)).Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("lead", First));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TryWrite_NothingWrittenAndNotTheFirstVersion_IsRefused(long version)
    {
        (await _store.TryWriteAsync("lead", First with { Version = version }, default)).Should().BeFalse();

        (await _store.ReadAsync("lead", default)).Version.Should().Be(0);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task TryWrite_OneWritten_OnlyTheNextVersion(long version, bool written)
    {
        await _store.TryWriteAsync("lead", First, default);
        var next = BotStateRecord.Initial with { Version = version };

        (await _store.TryWriteAsync("lead", next, default)).Should().Be(written);

        (await _store.ReadAsync("lead", default)).Should().BeSameAs(written ? next : First);
    }

    [Fact]
    public async Task ReadAll_LaterWrites_DoNotChangeIt()
    {
        await _store.TryWriteAsync("lead", First, default);
        var all = await _store.ReadAllAsync(default);

        await _store.TryWriteAsync("content", First, default);

        all.Should().HaveCount(1);
    }

    [Fact]
    public async Task TryWrite_ByManyAtOnce_ExactlyOneWinsEachVersion()
        => await Gen.Select(Gen.Int[2, 8], Gen.Int[1, 20]).SampleAsync(
            async (writers, versions) =>
            {
                var store = new InMemoryBotStateStore();
                var wins = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
                {
                    var won = 0;
                    for (var version = (await store.ReadAsync("lead", default)).Version; version < versions;)
                    {
                        won += await store.TryWriteAsync("lead", First with { Version = version + 1 }, default) ? 1 : 0;
                        version = (await store.ReadAsync("lead", default)).Version;
                    }

                    return won;
                })));

                wins.Sum().Should().Be(versions);
            },
            iter: 200,
            threads: 1);
}
