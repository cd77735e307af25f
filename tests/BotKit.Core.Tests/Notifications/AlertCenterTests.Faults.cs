using BotKit.Notifications;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Notifications;

public sealed partial class AlertCenterTests
{
    [Fact]
    public async Task Raise_NotifierThatThrows_IsLoggedAndDelaysNobody()
    {
        var broken = new RecordingNotifier((_, _) => throw new InvalidOperationException("smtp"));
        var healthy = new RecordingNotifier();
        var center = Center(broken, healthy);

        center.Raise("lead", Failure, null);
        center.Raise("content", Failure, null);

        (await healthy.NextAsync()).Bot.Should().Be("lead");
        (await healthy.NextAsync()).Bot.Should().Be("content");
        await center.DrainAsync(default);
        center.Failures.Should().Be(2);
        _loggers.Lines.Should().HaveCount(2).And.OnlyContain(line => line.Level == LogLevel.Error && line.Id == 1041 && line.Category == "BotKit.Notifications");
    }

    [Fact]
    public async Task Raise_NotifierThatBlocksItsThread_DelaysNobodyAndIsGivenUp()
    {
        using var release = new ManualResetEventSlim();
        var blocking = new RecordingNotifier((_, _) =>
        {
            release.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        var healthy = new RecordingNotifier();
        var center = Center(blocking, healthy);

        center.Raise("lead", Failure, null);
        await healthy.NextAsync();
        await blocking.NextCallAsync();
        _time.Advance(NotifierLane.Limit);

        await _loggers.NextAsync();
        center.Failures.Should().Be(1);
        _loggers.Lines.Should().ContainSingle().Which.Id.Should().Be(1042);
        release.Set();
        await center.DrainAsync(default);
    }

    [Fact]
    public async Task Raise_NotifierThatHonoursItsToken_IsStoppedAfterTheLimit()
    {
        var slow = new RecordingNotifier((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        var center = Center(slow);

        center.Raise("lead", Failure, null);
        await slow.NextCallAsync();
        _time.Advance(NotifierLane.Limit - TimeSpan.FromTicks(1));
        center.Failures.Should().Be(0);
        _time.Advance(TimeSpan.FromTicks(1));

        await _loggers.NextAsync();
        _loggers.Lines.Should().ContainSingle().Which.Id.Should().Be(1042);
    }

    [Fact]
    public async Task Raise_NotifierWithTooManyStuckCalls_IsNotCalledAgainUntilOneEnds()
    {
        var stuck = new TaskCompletionSource();
        var notifier = new RecordingNotifier((_, _) => stuck.Task);
        var center = Center(notifier);
        for (var i = 0; i < NotifierLane.MaxCalls; i++)
        {
            center.Raise($"bot-{i}", Failure, null);
            await notifier.NextCallAsync();
            _time.Advance(NotifierLane.Limit);
            await _loggers.NextAsync();
        }

        center.Raise("one-more", Failure, null);
        await _loggers.NextAsync();
        _loggers.Lines[^1].Id.Should().Be(1043);
        notifier.Calls.Should().Be(NotifierLane.MaxCalls);

        stuck.SetResult();
        for (var i = 0; i < NotifierLane.MaxCalls; i++)
        {
            await notifier.NextAsync();
        }

        await RaiseUntilDelivered(center, notifier);
    }

    [Fact]
    public async Task Raise_MoreThanMayWait_AreCountedAndLogged()
    {
        var stuck = new TaskCompletionSource();
        var notifier = new RecordingNotifier((_, _) => stuck.Task);
        var center = Center(notifier);
        center.Raise("first", Failure, null);
        await notifier.NextCallAsync();

        for (var i = 0; i < NotifierLane.MaxWaiting + 3; i++)
        {
            center.Raise($"bot-{i}", Failure, null);
        }

        for (var i = 0; i < 3; i++)
        {
            await _loggers.NextAsync();
        }

        center.Failures.Should().Be(3);
        _loggers.Lines.Should().HaveCount(3).And.OnlyContain(line => line.Id == 1043);
        stuck.SetResult();
        await center.DrainAsync(default);
        notifier.Told.Should().Be(NotifierLane.MaxWaiting + 1);
    }

    [Fact]
    public async Task Raise_StoreThatThrows_IsLoggedAndTellsThePeopleAllTheSame()
    {
        var notifier = new RecordingNotifier();
        var store = new RecordingStore(_ => throw new InvalidOperationException("down"));
        var center = Center(store, notifier);

        center.Raise("lead", Failure, null);

        await notifier.NextAsync();
        await center.DrainAsync(default);
        center.Failures.Should().Be(1);
        _loggers.Lines.Select(line => line.Id).Should().Equal(1045, 1044);
    }

    private async Task RaiseUntilDelivered(AlertCenter center, RecordingNotifier notifier)
    {
        // The stuck calls count as ended a moment after they told it.
        for (var i = 0; notifier.Told == 0; i++)
        {
            center.Raise($"again-{i}", Failure, null);
            await Task.WhenAny(notifier.NextCallAsync(), _loggers.NextAsync());
        }
    }

    private async Task AdvanceUntilLogged(TimeSpan step)
    {
        var logged = _loggers.NextAsync();
        while (!logged.IsCompleted)
        {
            _time.Advance(step);
            await Task.Yield();
        }

        await logged;
    }
}
