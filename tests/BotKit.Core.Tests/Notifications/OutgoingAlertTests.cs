using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

public class OutgoingAlertTests
{
    [Fact]
    public void Delivered_BySeveralNotifiers_CountsAsSentOnce()
    {
        var sent = new List<string>();
        var now = DateTimeOffset.UnixEpoch;
        var outgoing = new OutgoingAlert(new BotAlert(Guid.Empty, "lead", "a", BotSeverity.Critical, "", null, now, now, 1, 0), sent.Add);

        outgoing.Delivered();
        outgoing.Delivered();

        sent.Should().Equal("lead");
    }
}
