using BotKit.Notifications;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Notifications;

public class AlertWindowsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public void Raise_First_IsSentWithEverythingItKnows()
    {
        var run = Guid.CreateVersion7(Noon);

        var alert = Windows().Raise("lead", Failure("disk_full", "The disk is full."), run)!;

        alert.Should().Be(new BotAlert(alert.Id, "lead", "disk_full", BotSeverity.Critical, "The disk is full.", run, Noon, Noon, 1, 0));
        alert.Id.Version.Should().Be(7);
    }

    [Fact]
    public void Raise_AgainInTheWindow_IsCounted()
    {
        var windows = Windows();
        var first = Raise(windows)!;
        _time.Advance(Window - TimeSpan.FromTicks(1));

        Raise(windows).Should().BeNull();

        windows.Active().Should().Equal(first with { Count = 2, LastAt = Noon + Window - TimeSpan.FromTicks(1) });
    }

    [Fact]
    public void Raise_AfterTheWindow_IsSentAndSaysWhatWasHeldBack()
    {
        var windows = Windows();
        var first = Raise(windows)!;
        Raise(windows);
        Raise(windows);
        _time.Advance(Window);

        var next = Raise(windows)!;

        next.Id.Should().NotBe(first.Id);
        next.Should().Be(first with { Id = next.Id, FirstAt = Noon + Window, LastAt = Noon + Window, SuppressedBefore = 2 });
        Raise(windows).Should().BeNull();
        _time.Advance(Window);
        Raise(windows)!.SuppressedBefore.Should().Be(1);
    }

    [Fact]
    public void Raise_RepeatedToTheEndOfTheWindow_DoesNotProlongIt()
    {
        var windows = Windows();
        Raise(windows);
        _time.Advance(Window / 2);
        Raise(windows);
        _time.Advance(Window / 2);

        Raise(windows).Should().NotBeNull();
    }

    [Fact]
    public void Raise_OtherBotOrCode_IsAnotherAlert()
    {
        var windows = Windows();
        Raise(windows, "lead", "a");

        Raise(windows, "lead", "b").Should().NotBeNull();
        Raise(windows, "content", "a").Should().NotBeNull();
    }

    [Fact]
    public void Raise_ClockSetBack_DoesNotSilenceAlerts()
    {
        var clock = new SteppingClock();
        var windows = new AlertWindows(new(), clock);
        windows.Raise("lead", Failure("a"), null);
        clock.Now = Noon.AddDays(-3);
        clock.Ticks = Window.Ticks;

        windows.Raise("lead", Failure("a"), null).Should().NotBeNull();
    }

    [Fact]
    public void Raise_ManyKeysAtTheCap_ShareOnePerBot()
    {
        var windows = Windows(new() { MaxKeys = 2 });
        Raise(windows, "lead", "a");
        Raise(windows, "lead", "b");

        Raise(windows, "lead", "c")!.Code.Should().Be("other");
        Raise(windows, "lead", "d").Should().BeNull();
        Raise(windows, "content", "a")!.Code.Should().Be("other");
        Raise(windows, "lead", "a").Should().BeNull();
        windows.Active().Should().HaveCount(4);
    }

    [Fact]
    public void Raise_AtTheCapWhenWindowsHaveEnded_MakesRoom()
    {
        var windows = Windows(new() { MaxKeys = 2 });
        Raise(windows, "lead", "a");
        _time.Advance(Window / 2);
        Raise(windows, "lead", "b");
        _time.Advance(Window / 2);

        Raise(windows, "lead", "c")!.Code.Should().Be("c");
        Raise(windows, "lead", "d")!.Code.Should().Be("other");
        Raise(windows, "lead", "b").Should().BeNull();
    }

    [Fact]
    public void Raise_LongTexts_AreCut()
    {
        var alert = Windows().Raise("lead", Failure(new string('c', 101), new string('m', 2_001)), null)!;

        alert.Code.Should().Be(new string('c', 100));
        alert.Message.Should().Be(new string('m', 2_000));
        Windows().Raise("lead", Failure(new string('c', 100), new string('m', 2_000)), null)!.Message.Should().HaveLength(2_000);
    }

    [Fact]
    public void Active_LatestFirst_AsLongAsTheLastOneLiesWithinAWindow()
    {
        var windows = Windows();
        Raise(windows, "lead", "a");
        Raise(windows, "lead", "b");
        _time.Advance(TimeSpan.FromMinutes(1));
        Raise(windows, "lead", "a");

        windows.Active().Select(a => a.Code).Should().Equal("a", "b");
        _time.Advance(Window - TimeSpan.FromMinutes(1));
        windows.Active().Select(a => a.Code).Should().Equal("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        windows.Active().Should().BeEmpty();
    }

    [Fact]
    public void TakeRepeated_OnlyWhatGrewSinceTheLastTime()
    {
        var windows = Windows();
        Raise(windows, "lead", "a");
        Raise(windows, "lead", "b");
        windows.TakeRepeated().Should().BeEmpty();

        Raise(windows, "lead", "a");
        Raise(windows, "lead", "a");
        windows.TakeRepeated().Should().ContainSingle().Which.Count.Should().Be(2);
        windows.TakeRepeated().Should().BeEmpty();

        Raise(windows, "lead", "a");
        windows.TakeRepeated().Should().ContainSingle().Which.Count.Should().Be(1);
    }

    [Fact]
    public void TakeRepeated_WindowThatEnded_StillTellsWhatWasRepeated()
    {
        var windows = Windows();
        var first = Raise(windows)!;
        Raise(windows);
        _time.Advance(Window);
        Raise(windows);

        var repeated = windows.TakeRepeated().Should().ContainSingle().Subject;
        repeated.Id.Should().NotBe(first.Id);
        repeated.Should().Be(first with { Id = repeated.Id });
    }

    [Fact]
    public void End_AlertThatIsOver_IsActiveAgainOnlyWhenItIsRaisedAgain()
    {
        var windows = Windows();
        Raise(windows);

        windows.End("lead", "a");
        windows.End("lead", "unknown");
        windows.Active().Should().BeEmpty();

        Raise(windows).Should().BeNull("its window goes on");
        windows.Active().Should().ContainSingle();
    }

    [Fact]
    public void Adopt_AlertOfAnotherNode_IsTheActiveOne()
    {
        var windows = Windows();
        var alert = Raise(windows)!;
        var stored = alert with { Id = Guid.CreateVersion7(), Count = 40 };

        windows.Adopt(stored);

        windows.Active().Should().Equal(alert with { Id = stored.Id });
    }

    [Fact]
    public void Raise_FromManyThreads_OneAlertPerKeyAndWindowWithTheExactCount()
        => Gen.Int[0, 2].Array[1, 50].Array[2, 4].Sample(
            threads =>
            {
                var windows = Windows();
                var sent = threads.AsParallel().WithDegreeOfParallelism(threads.Length)
                    .SelectMany(codes => codes.Select(code => Raise(windows, "lead", $"code_{code}")).ToArray())
                    .Where(alert => alert is not null)
                    .ToArray();

                var raised = threads.SelectMany(codes => codes).GroupBy(code => $"code_{code}").ToDictionary(g => g.Key, g => g.Count());
                sent.Select(a => a!.Code).Should().BeEquivalentTo(raised.Keys);
                windows.Active().ToDictionary(a => a.Code, a => a.Count).Should().Equal(raised);
            },
            iter: 200,
            threads: 1);

    private static BotFailure Failure(string code, string message = "It failed.") => new(BotSeverity.Critical, code, false, message);

    private static BotAlert? Raise(AlertWindows windows, string bot = "lead", string code = "a") => windows.Raise(bot, Failure(code), null);

    private AlertWindows Windows(AlertOptions? options = null) => new(options ?? new(), _time);

    private sealed class SteppingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Noon;

        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Ticks;
    }
}
