using BotKit.Execution;
using BotKit.Notifications;
using BotKit.Storage.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Storage.Tests.Shared;

/// <summary>The loss of BotKit's own store is an alert of its own.</summary>
public sealed class StoreWatchTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services;
    private readonly StoreWatch _watch;
    private readonly AlertCenter _alerts;

    public StoreWatchTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddBotKit(_ => { }).BuildServiceProvider();
        _alerts = _services.GetRequiredService<AlertCenter>();
        _watch = new StoreWatch(null!, _alerts, new BackgroundWork(), _time);
    }

    [Fact]
    public void Look_StoreAwayForAWhile_RaisesAnAlertOfTheHost()
    {
        LookFor(StoreWatch.AlertAfter - StoreWatch.Period);
        _alerts.Active.Should().BeEmpty();

        LookFor(StoreWatch.Period);

        _alerts.Active.Should().ContainSingle().Which.Should().Match<BotAlert>(alert
            => alert.Bot == BotAlert.Host && alert.Code == BotErrorCodes.StoreUnavailable && alert.Severity == BotSeverity.Critical);
    }

    [Fact]
    public void Look_StoreBack_EndsTheAlert()
    {
        LookFor(StoreWatch.AlertAfter);

        _watch.Look(isAway: false);

        _alerts.Active.Should().BeEmpty();
    }

    [Fact]
    public void Look_StoreAwayNowAndThen_RaisesNothing()
    {
        for (var i = 0; i < 100; i++)
        {
            _watch.Look(isAway: i % 3 != 0);
            _time.Advance(StoreWatch.Period);
        }

        _alerts.Active.Should().BeEmpty();
    }

    [Fact]
    public void Look_StoreAwayForLong_KeepsTheAlertActive()
    {
        LookFor(TimeSpan.FromHours(1));

        _alerts.Active.Should().ContainSingle();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void LookFor(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed <= time; passed += StoreWatch.Period)
        {
            _watch.Look(isAway: true);
            _time.Advance(StoreWatch.Period);
        }
    }
}
