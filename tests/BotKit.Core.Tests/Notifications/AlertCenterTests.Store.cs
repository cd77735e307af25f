using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Who decides which alerts are sent: the store, and this node while the store does not answer.</summary>
public sealed partial class AlertCenterTests
{
    [Fact]
    public async Task Raise_CountedByTheStore_IsNotSent()
    {
        var stored = Guid.CreateVersion7();
        var store = new RecordingStore(answer: alert => new BotAlertRaised(alert with { Id = stored, Count = 8 }, IsFirst: false));
        var notifier = new RecordingNotifier();
        var center = Center(store, notifier);

        center.Raise("lead", Failure, null);
        await center.DrainAsync(default);

        notifier.Told.Should().Be(0);
        center.Active.Should().ContainSingle().Which.Id.Should().Be(stored);
    }

    [Fact]
    public async Task Raise_RepeatThatTheStoreFindsToBeTheFirst_IsSent()
    {
        var notifier = new RecordingNotifier();
        var store = new RecordingStore(answer: alert => new BotAlertRaised(alert, IsFirst: alert.Count == 2));
        var center = Center(store, notifier);
        center.Raise("lead", Failure, null);
        await store.NextAsync();

        center.Raise("lead", Failure, null);
        center.Raise("lead", Failure, null);
        _time.Advance(AlertCenter.SaveInterval);

        (await notifier.NextAsync()).Count.Should().Be(2);
        notifier.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Raise_StoreThatHangs_IsSentAfterTheLimitAndStoredWhenItIsBack()
    {
        var hanging = new TaskCompletionSource();
        var store = new RecordingStore(_ => hanging.Task);
        var notifier = new RecordingNotifier();
        var center = Center(store, notifier);
        center.Raise("lead", Failure, null);
        var first = await store.NextCallAsync();

        _time.Advance(AlertSaver.Limit - TimeSpan.FromTicks(1));
        notifier.Calls.Should().Be(0);
        _time.Advance(TimeSpan.FromTicks(1));
        (await notifier.NextAsync()).Id.Should().Be(first.Id);

        // Others do not wait any more.
        center.Raise("content", Failure, null);
        (await notifier.NextAsync()).Bot.Should().Be("content");

        hanging.SetResult();
        await store.NextAsync();
        var again = await AdvanceUntil(store.NextAsync());

        // The clock runs: an answer may come after the limit, and then the same alert is told again.
        while (again.Bot == "lead")
        {
            again.Should().Be(first with { EscalationLevel = 1 });
            again = await AdvanceUntil(store.NextAsync());
        }

        again.Bot.Should().Be("content");
        await center.DrainAsync(default);
        notifier.Told.Should().Be(0, "both were sent before");
        center.Failures.Should().Be(0);
    }

    [Fact]
    public async Task Raise_StoreThatHangs_IsNotCalledAgainMeanwhile()
    {
        var store = new RecordingStore(_ => new TaskCompletionSource().Task);
        var notifier = new RecordingNotifier();
        var center = Center(store, notifier);
        center.Raise("first", Failure, null);
        await store.NextCallAsync();
        _time.Advance(AlertSaver.Limit);
        await notifier.NextAsync();

        for (var i = 0; i < 10; i++)
        {
            center.Raise($"bot-{i}", Failure, null);
            await notifier.NextAsync();
            _time.Advance(AlertSaver.RetryEvery);
        }

        await AdvanceUntil(center.DrainAsync(default).AsTask());
        store.Raised.Should().Be(0);
        center.Failures.Should().Be(11);
        _loggers.Lines.Where(line => line.Id == 1045).Should().ContainSingle();
    }

    [Fact]
    public async Task Raise_StoreAwayForAWhile_CountsAreToldWhenItIsBack()
    {
        var isAway = true;
        var store = new RecordingStore(_ => isAway ? throw new InvalidOperationException("down") : Task.CompletedTask);
        var notifier = new RecordingNotifier();
        var center = Center(store, notifier);
        center.Raise("lead", Failure, null);
        await notifier.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            center.Raise("lead", Failure, null);
            center.Raise("lead", Failure, null);
            _time.Advance(AlertCenter.SaveInterval);
        }

        Volatile.Write(ref isAway, false);
        await center.DrainAsync(default);

        // An answer may have come after the limit: the same alert is told again then, under its id.
        var told = new Dictionary<Guid, BotAlert>();
        for (var left = store.Raised; left > 0; left--)
        {
            var alert = await store.NextAsync();
            told[alert.Id] = alert;
        }

        told.Values.Single(alert => alert.EscalationLevel == 1).Count.Should().Be(1);
        told.Values.Sum(alert => alert.Count).Should().Be(7);
        center.Failures.Should().Be(0);
    }

    private async Task<T> AdvanceUntil<T>(Task<T> task)
    {
        await AdvanceUntil((Task)task);
        return await task;
    }

    private async Task AdvanceUntil(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(AlertSaver.RetryEvery);
            await Task.Yield();
        }

        await task;
    }
}
