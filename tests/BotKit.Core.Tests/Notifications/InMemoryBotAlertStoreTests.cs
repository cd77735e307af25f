using BotKit.Notifications;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Notifications;

public class InMemoryBotAlertStoreTests
{
    private readonly InMemoryBotAlertStore _store = new(new FakeTimeProvider());

    [Fact]
    public async Task List_SeveralAlerts_NewestFirst()
    {
        var alerts = await Save(3);

        (await _store.ListAsync(10, default)).Should().Equal(alerts[2], alerts[1], alerts[0]);
        (await _store.ListAsync(2, default)).Should().Equal(alerts[2], alerts[1]);
    }

    [Fact]
    public async Task Save_SameId_ReplacesInPlace()
    {
        var alerts = await Save(2);
        var grown = alerts[0] with { Count = 9 };

        await _store.SaveAsync(grown, default);

        (await _store.ListAsync(10, default)).Should().Equal(alerts[1], grown);
    }

    [Fact]
    public async Task Save_BeyondTheCap_DropsTheOldest()
    {
        var alerts = await Save(InMemoryBotAlertStore.MaxAlerts + 2);

        (await _store.ListAsync(InMemoryBotAlertStore.MaxAlerts, default)).Should().Equal(alerts.Skip(2).Reverse());
    }

    [Fact]
    public async Task Save_AlertThatWasDropped_IsTheNewest()
    {
        var alerts = await Save(InMemoryBotAlertStore.MaxAlerts + 1);

        await _store.SaveAsync(alerts[0], default);

        (await _store.ListAsync(1, default)).Should().Equal(alerts[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_CountOutOfRange_Throws(int count)
        => await _store.Awaiting(it => it.ListAsync(count, default).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();

    private async Task<BotAlert[]> Save(int count)
    {
        var now = DateTimeOffset.UnixEpoch;
        var alerts = Enumerable.Range(0, count)
            .Select(i => new BotAlert(Guid.CreateVersion7(now), "lead", $"code_{i}", BotSeverity.Critical, "", null, now, now, 1, 0))
            .ToArray();
        foreach (var alert in alerts)
        {
            await _store.SaveAsync(alert, default);
        }

        return alerts;
    }
}
