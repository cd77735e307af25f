using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Notifications;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Notifications;

public sealed partial class AlertCenterTests : IDisposable
{
    private static readonly BotFailure Failure = new(BotSeverity.Critical, "disk_full", false, "The disk is full.");

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly InMemoryBotAlertStore _store;
    private readonly Meter _meter = new("test");
    private readonly BotKitMetrics _metrics;
    private readonly List<IDisposable> _disposables = [];

    public AlertCenterTests()
    {
        _metrics = new BotKitMetrics(new OneMeter(_meter));
        _store = new InMemoryBotAlertStore(_time);
    }

    [Fact]
    public async Task Raise_First_TellsEveryNotifierAndTheStore()
    {
        var (one, other) = (new RecordingNotifier(), new RecordingNotifier());
        var center = Center(one, other);

        center.Raise("lead", Failure, null);

        var alert = await one.NextAsync();
        (await other.NextAsync()).Should().BeSameAs(alert);
        await center.DrainAsync(default);
        (await Stored()).Should().Equal(alert);
        center.Failures.Should().Be(0);
        _loggers.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Raise_TenThousandTimes_OneAlertWithTheCount()
    {
        var notifier = new RecordingNotifier();
        var center = Center(notifier);

        Parallel.For(0, 10_000, _ => center.Raise("lead", Failure, null));
        await center.DrainAsync(default);

        notifier.Told.Should().Be(1);
        (await Stored()).Should().ContainSingle().Which.Count.Should().Be(10_000);
        center.Active.Should().ContainSingle().Which.Count.Should().Be(10_000);
    }

    [Fact]
    public async Task Raise_Repeated_TellsTheStoreASecondLater()
    {
        var store = new RecordingStore();
        var center = Center(store);
        center.Raise("lead", Failure, null);
        (await store.NextAsync()).Count.Should().Be(1);

        center.Raise("lead", Failure, null);
        center.Raise("lead", Failure, null);
        _time.Advance(AlertCenter.SaveInterval);
        (await store.NextAsync()).Count.Should().Be(2);

        center.Raise("lead", Failure, null);
        _time.Advance(AlertCenter.SaveInterval);
        (await store.NextAsync()).Count.Should().Be(1);
        await center.DrainAsync(default);
        store.Raised.Should().Be(3);
    }

    [Fact]
    public async Task Raise_KeepsRepeating_TellsTheStoreEachSecondAllTheSame()
    {
        var store = new RecordingStore();
        var center = Center(store);
        center.Raise("lead", Failure, null);
        await store.NextAsync();

        center.Raise("lead", Failure, null);
        _time.Advance(AlertCenter.SaveInterval / 2);
        center.Raise("lead", Failure, null);
        _time.Advance(AlertCenter.SaveInterval / 2);

        (await store.NextAsync()).Count.Should().Be(2);
    }

    [Fact]
    public async Task Raise_Delivered_CountsOnceHoweverManyNotifiers()
    {
        var sent = Measure();
        var center = Center(new RecordingNotifier(), new RecordingNotifier(), new RecordingNotifier((_, _) => throw new InvalidOperationException()));

        center.Raise("lead", Failure, null);
        center.Raise("lead", Failure, null);
        center.Raise("content", Failure, null);
        await center.DrainAsync(default);

        sent.Should().BeEquivalentTo(["lead", "content"]);
    }

    [Fact]
    public async Task Raise_DeliveredByNobody_IsNotCountedAsSent()
    {
        var sent = Measure();
        var center = Center(new RecordingNotifier((_, _) => throw new InvalidOperationException()));

        center.Raise("lead", Failure, null);
        await center.DrainAsync(default);

        sent.Should().BeEmpty();
    }

    [Fact]
    public async Task Raise_RunIsAmbient_DoesNotFlowIntoTheBackground()
    {
        var ambient = new AsyncLocal<string>();
        var seen = new TaskCompletionSource<string?>();
        var center = Center(new RecordingNotifier((_, _) =>
        {
            seen.SetResult(ambient.Value);
            return Task.CompletedTask;
        }));
        ambient.Value = "a run";

        center.Raise("lead", Failure, null);

        (await seen.Task.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeNull();
    }

    [Fact]
    public async Task Raise_WhereFlowIsSuppressed_Works()
    {
        var notifier = new RecordingNotifier();
        var center = Center(notifier);
        using (ExecutionContext.SuppressFlow())
        {
            center.Raise("lead", Failure, null);
        }

        (await notifier.NextAsync()).Bot.Should().Be("lead");
    }

    [Fact]
    public async Task Start_Twice_DeliversOnce()
    {
        var notifier = new RecordingNotifier();
        var center = Center(notifier);
        await center.StartAsync(default);
        await center.StartAsync(default);

        center.Raise("lead", Failure, null);
        await center.DrainAsync(default);

        notifier.Told.Should().Be(1);
    }

    [Fact]
    public async Task Drain_NothingRaised_Ends()
        => await Center(new RecordingNotifier()).DrainAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Drain_WaitsForWhatIsUnderWay()
    {
        var slow = new TaskCompletionSource();
        var notifier = new RecordingNotifier((_, _) => slow.Task);
        var center = Center(notifier);
        center.Raise("lead", Failure, null);
        await notifier.NextCallAsync();

        var draining = center.DrainAsync(default).AsTask();
        draining.IsCompleted.Should().BeFalse();
        slow.SetResult();
        await draining.WaitAsync(TimeSpan.FromSeconds(30));

        notifier.Told.Should().Be(1);
    }

    [Fact]
    public async Task Drain_Canceled_GivesUpAndSaysWhatWasNotDelivered()
    {
        var notifier = new RecordingNotifier((_, _) => new TaskCompletionSource().Task);
        var center = Center(notifier);
        center.Raise("lead", Failure, null);
        center.Raise("content", Failure, null);
        await notifier.NextCallAsync();

        await center.DrainAsync(new CancellationToken(canceled: true)).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        center.Failures.Should().BeGreaterThanOrEqualTo(2);
        _loggers.Lines.Select(line => line.Id).Should().Contain([1042, 1043]);
    }

    [Fact]
    public async Task Raise_AfterTheDrain_IsCountedAndLogged()
    {
        var center = Center(new RecordingNotifier());
        await center.DrainAsync(default);

        center.Raise("lead", Failure, null);

        center.Failures.Should().Be(2);
        _loggers.Lines.Select(line => line.Id).Should().BeEquivalentTo([1043, 1044]);
    }

    [Fact]
    public async Task Raise_WithoutLoggers_StillDelivers()
    {
        var notifier = new RecordingNotifier();
        using var center = new AlertCenter(new OptionsWrapper<AlertOptions>(new()), _store, [notifier], _time, _metrics);

        center.Raise("lead", Failure, null);

        (await notifier.NextAsync()).Code.Should().Be("disk_full");
    }

    [Fact]
    public async Task Dispose_WhileACallHangs_StopsItAndMayBeRepeated()
    {
        var notifier = new RecordingNotifier((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        var center = Center(notifier);
        center.Raise("lead", Failure, null);
        await notifier.NextCallAsync();

        center.Dispose();
        center.Dispose();
        await center.DrainAsync(default);

        await _loggers.NextAsync();

        // Whether the alert was stored before the stop is a matter of luck; that its delivery ended is not.
        _loggers.Lines.Select(line => line.Id).Where(id => id != 1044).Should().Equal(1042);
    }

    public void Dispose()
    {
        _disposables.ForEach(disposable => disposable.Dispose());
        _metrics.Dispose();
        _meter.Dispose();
    }

    private AlertCenter Center(params IBotNotifier[] notifiers) => Center(_store, notifiers);

    private AlertCenter Center(IBotAlertStore store, params IBotNotifier[] notifiers)
    {
        var center = new AlertCenter(new OptionsWrapper<AlertOptions>(new()), store, notifiers, _time, _metrics, _loggers);
        _disposables.Add(center);
        return center;
    }

    private async Task<IReadOnlyList<BotAlert>> Stored() => await _store.ListAsync(1_000, default);

    /// <summary>The bots whose alerts this test's metrics counted as sent.</summary>
    private List<string> Measure()
    {
        var sent = new List<string>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == BotKitTelemetry.AlertSent && instrument.Meter == _meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (sent)
            {
                sent.Add((string)tags[0].Value!);
            }
        });
        listener.Start();
        _disposables.Add(listener);
        return sent;
    }

    private sealed class OneMeter(Meter meter) : IMeterFactory
    {
        public Meter Create(MeterOptions options) => meter;

        public void Dispose()
        {
        }
    }
}
