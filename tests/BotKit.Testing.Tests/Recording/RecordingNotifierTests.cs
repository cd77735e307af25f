using BotKit.Notifications;

namespace BotKit.Testing.Tests.Recording;

public class RecordingNotifierTests
{
    [Fact]
    public async Task NotifyAsync_KeepsTheAlertsInOrder()
    {
        var notifier = new RecordingNotifier();
        var alerts = new[] { Alert(1), Alert(2) };
        var before = notifier.WhenReceived(alerts[1]);
        var isThere = before.IsCompleted;

        foreach (var alert in alerts)
        {
            await notifier.NotifyAsync(alert, TestContext.Current.CancellationToken);
        }

        isThere.Should().BeFalse();
        await before;
        notifier.Alerts.Should().Equal(alerts);
        notifier.WhenReceived(alerts[0]).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task NotifyAsync_NoAlert_IsAMistake()
    {
        var notify = () => new RecordingNotifier().NotifyAsync(null!, CancellationToken.None).AsTask();

        await notify.Should().ThrowAsync<ArgumentNullException>();
    }

    private static BotAlert Alert(byte number) => new(
        new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "lead", "code", BotSeverity.Critical, "message", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 0);
}
