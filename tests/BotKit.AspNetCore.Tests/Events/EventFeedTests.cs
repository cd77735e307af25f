using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Events;

namespace BotKit.AspNetCore.Tests.Events;

/// <summary>The feed is bounded, whoever listens to it (I20).</summary>
public sealed class EventFeedTests
{
    private readonly EventFeed _feed = new();

    [Fact]
    public void SlowListener_IsDroppedAndOthersAreNot()
    {
        var slow = Listen("slow");
        var quick = Listen("quick");

        for (var i = 0; i < EventListener.MaxUnread + 1; i++)
        {
            Tell("x");
            quick.Unread.TryRead(out _).Should().BeTrue();
        }

        slow.IsDropped.Should().BeTrue();
        quick.IsDropped.Should().BeFalse();
        _feed.Listeners.Should().Be(1);
        slow.Unread.Count.Should().Be(EventListener.MaxUnread);
    }

    [Fact]
    public void ListenerThatReadsNothing_HoldsABoundedNumber()
    {
        var listener = Listen("slow");

        for (var i = 0; i < 100_000; i++)
        {
            Tell("x");
        }

        listener.Unread.Count.Should().Be(EventListener.MaxUnread);
    }

    [Fact]
    public void WhoIsAwayForMoreThanIsKept_IsToldOfTheGap()
    {
        var listener = Listen("a");
        var position = listener.Position;
        _feed.Leave(listener);
        for (var i = 0; i < EventFeed.MaxKept + 1; i++)
        {
            Tell("x");
        }

        var again = Listen("a", after: position);

        again.Missed.Should().ContainSingle().Which.Name.Should().Be("gap");
    }

    [Fact]
    public void WhoIsAwayForAsManyAsAreKept_IsToldAllInOrder()
    {
        var listener = Listen("a");
        var position = listener.Position;
        _feed.Leave(listener);
        for (var i = 0; i < EventFeed.MaxKept; i++)
        {
            Tell("x");
        }

        var again = Listen("a", after: position);

        again.Missed.Select(happened => happened.Number).Should().Equal(Enumerable.Range(1, EventFeed.MaxKept).Select(number => (long)number));
        again.Position.Should().Be(position, "what was missed has not been told yet");
    }

    [Fact]
    public void MissedOfOneBot_AreItsOwn()
    {
        var position = Listen("a").Position;
        Tell("x");
        Tell("y");
        Tell(null);

        var again = _feed.Listen("a", "y", position, 100, out _)!;

        again.Missed.Select(happened => happened.Bot).Should().Equal("y", null);
    }

    [Fact]
    public void Forgetting_IsRefusedWhileSomebodyListens()
    {
        var listener = Listen("a");

        _feed.TryForget().Should().BeFalse();
        _feed.Leave(listener);
        _feed.TryForget().Should().BeTrue();
        Listen("a", after: listener.Position).Missed.Should().ContainSingle().Which.Name.Should().Be("gap");
    }

    private EventListener Listen(string caller, string? after = null) => _feed.Listen(caller, null, after, 100, out _)!;

    private void Tell(string? bot) => _feed.Tell("test", bot, new("because"), ApiJson.Default.GapBody);
}
