using BotKit.Notifications;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Which alerts are still known, and in what order.</summary>
public class AlertKeysTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Active_SeveralAlerts_TheLatestComesFirst()
    {
        var windows = Windows();
        foreach (var code in new[] { "a", "b", "c", "a" })
        {
            Raise(windows, code);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        windows.Active().Select(alert => alert.Code).Should().Equal("a", "c", "b");
    }

    [Fact]
    public void Raise_OtherCodesBetweenTwoWindows_StillTellsWhatWasHeldBack()
    {
        var windows = Windows();
        Raise(windows, "a");
        Raise(windows, "a");
        _time.Advance(Window);

        Raise(windows, "b");

        Raise(windows, "a")!.SuppressedBefore.Should().Be(1);
    }

    [Fact]
    public void Raise_FullOfAlertsThatWereRepeatedLately_ForgetsNoneOfThem()
    {
        var windows = Windows(keys: 1);
        Raise(windows, "a");
        _time.Advance(Window / 2);
        Raise(windows, "a");
        _time.Advance(Window / 2);

        var second = Raise(windows, "b");

        second!.Code.Should().Be(AlertWindows.OtherCode);
        windows.Active().Select(alert => alert.Code).Should().BeEquivalentTo("a", AlertWindows.OtherCode);
    }

    private AlertWindows Windows(int keys = 1_000) => new(new AlertOptions { Window = Window, MaxKeys = keys }, _time);

    private static BotAlert? Raise(AlertWindows windows, string code) => windows.Raise("lead", new BotFailure(BotSeverity.Critical, code, false, "It failed."), null);
}
