using BotKit.Gates;

namespace BotKit.Core.Tests.Gates;

public class PauseSwitchTests
{
    private readonly TickingClock _clock = new();
    private readonly PauseSwitch _switch;

    public PauseSwitchTests() => _switch = new PauseSwitch(_clock);

    [Fact]
    public void Current_NeverSet_IsNull() => _switch.Current.Should().BeNull();

    [Fact]
    public void Current_BeforeItsEnd_IsThePause()
    {
        var pause = Pause(TimeSpan.FromSeconds(10));

        _clock.Wall += TimeSpan.FromSeconds(9);

        _switch.Current.Should().BeSameAs(pause);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void Current_FromItsEndOn_IsNull(int seconds)
    {
        Pause(TimeSpan.FromSeconds(10));

        _clock.Wall += TimeSpan.FromSeconds(seconds);

        _switch.Current.Should().BeNull();
    }

    [Fact]
    public void Refuses_BeforeItsEnd_SaysHowLongStill()
    {
        Pause(TimeSpan.FromSeconds(10));
        _clock.Wall += TimeSpan.FromSeconds(4);

        _switch.Refuses(out var retryAfter).Should().BeTrue();

        retryAfter.Should().Be(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Refuses_AtItsEnd_LetsRunsIn()
    {
        Pause(TimeSpan.FromSeconds(10));
        _clock.Wall += TimeSpan.FromSeconds(10);

        _switch.Refuses(out var retryAfter).Should().BeFalse();

        retryAfter.Should().BeNull();
    }

    [Fact]
    public void Refuses_WithoutEnd_RefusesForeverAndNamesNoTime()
    {
        Pause(null);
        _clock.Wall += TimeSpan.FromDays(1000);

        _switch.Refuses(out var retryAfter).Should().BeTrue();

        retryAfter.Should().BeNull();
        _switch.Current.Should().NotBeNull();
    }

    [Fact]
    public void Refuses_WallClockSetBackAfterThePauseEnded_StaysEnded()
    {
        Pause(TimeSpan.FromSeconds(10));
        _clock.Wall += TimeSpan.FromSeconds(10);
        _switch.Refuses(out _);

        _clock.Wall -= TimeSpan.FromSeconds(5);

        _switch.Refuses(out _).Should().BeFalse();
        _switch.Current.Should().BeNull();
    }

    [Fact]
    public void Set_Null_EndsThePause()
    {
        Pause(null);

        _switch.Set(null);

        _switch.Refuses(out _).Should().BeFalse();
    }

    private BotPause Pause(TimeSpan? length)
    {
        var pause = new BotPause("Test", "me", _clock.Wall, _clock.Wall + length);
        _switch.Set(pause);
        return pause;
    }
}
