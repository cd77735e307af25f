namespace BotKit.Testing.Tests.Time;

public class BotTestClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly BotTestClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Start_IsWhereItIsTold()
    {
        var start = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

        new BotTestClock(start).GetUtcNow().Should().Be(start);
        _clock.GetUtcNow().Should().Be(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void NextDue_IsTheEarliestTimer()
    {
        var before = _clock.NextDue;
        using var late = Timer("late", 5 * Minute);
        using var early = Timer("early", Minute);

        before.Should().BeNull();
        _clock.NextDue.Should().Be(_clock.GetUtcNow() + Minute);
    }

    [Fact]
    public void NextDue_TimerIsStopped_IsTheNext()
    {
        using var late = Timer("late", 5 * Minute);
        var early = Timer("early", Minute);

        early.Dispose();
        var afterDispose = _clock.NextDue;
        late.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        afterDispose.Should().Be(_clock.GetUtcNow() + (5 * Minute));
        _clock.NextDue.Should().BeNull();
    }

    [Fact]
    public async Task NextDue_TimerIsDisposedAsynchronously_IsNone()
    {
        var timer = Timer("once", Minute);

        await timer.DisposeAsync();

        _clock.NextDue.Should().BeNull();
    }

    [Fact]
    public void Advance_OneShot_FiresOnce()
    {
        using var timer = Timer("once", Minute);

        _clock.Advance(Minute);
        _clock.Advance(Minute);

        _fired.Should().Equal("once");
        _clock.NextDue.Should().BeNull();
    }

    [Fact]
    public void Advance_Periodic_FiresEachTimeAndStaysDue()
    {
        using var timer = _clock.CreateTimer(_ => _fired.Add("tick"), null, Minute, 2 * Minute);

        _clock.Advance(Minute);
        var next = _clock.NextDue;
        _clock.Advance(2 * Minute);

        next.Should().Be(_clock.Start + (3 * Minute));
        _fired.Should().Equal("tick", "tick");
    }

    [Fact]
    public void CreateTimer_DueNow_FiresAtOnce()
    {
        using var timer = Timer("now", TimeSpan.Zero);

        _fired.Should().Equal("now");
    }

    [Fact]
    public void CreateTimer_WithoutACallback_IsAMistake()
        => _clock.Invoking(clock => clock.CreateTimer(null!, null, Minute, Minute)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void Timer_RunsInTheContextInWhichItWasMade()
    {
        var ambient = new AsyncLocal<string?> { Value = "made here" };
        string? seen = null;
        using var timer = _clock.CreateTimer(_ => seen = ambient.Value, null, Minute, Timeout.InfiniteTimeSpan);
        ambient.Value = "moved here";

        _clock.Advance(Minute);

        seen.Should().Be("made here");
        ambient.Value.Should().Be("moved here");
    }

    [Fact]
    public void Timer_MadeWithoutAContext_RunsAllTheSame()
    {
        ITimer timer;
        using (ExecutionContext.SuppressFlow())
        {
            timer = Timer("bare", Minute);
        }

        _clock.Advance(Minute);
        timer.Dispose();

        _fired.Should().Equal("bare");
    }

    [Fact]
    public void AdjustTime_MovesTheWallClockOnly()
    {
        using var timer = Timer("once", Minute);
        var timestamp = _clock.GetTimestamp();

        _clock.AdjustTime(_clock.GetUtcNow().AddHours(-1));

        _clock.GetElapsedTime(timestamp).Should().Be(TimeSpan.Zero);
        _clock.GetUtcNow().Should().Be(_clock.Start.AddHours(-1));
        _clock.NextDue.Should().Be(_clock.GetUtcNow() + Minute);
        _fired.Should().BeEmpty();
    }

    [Theory]
    [InlineData("delay", TestTimerKind.Delay)]
    [InlineData("token", TestTimerKind.Timeout)]
    [InlineData("wait", TestTimerKind.Timeout)]
    [InlineData("periodic", TestTimerKind.Other)]
    public void Next_TellsWhatATimerIsFor(string what, object kind)
    {
        using var never = new CancellationTokenSource();
        using var source = what == "token" ? new CancellationTokenSource(Minute, _clock) : null;
        using var periodic = what == "periodic" ? new PeriodicTimer(Minute, _clock) : null;
        _ = what switch
        {
            "delay" => Task.Delay(Minute, _clock, never.Token),
            "wait" => new TaskCompletionSource().Task.WaitAsync(Minute, _clock, never.Token),
            _ => Task.CompletedTask,
        };

        _clock.Next()!.Value.Kind.Should().Be((TestTimerKind)kind);
        never.Cancel();
    }

    [Fact]
    public async Task CreateTimer_WhileSomebodyElseMovesTheClock_IsDueWhenItFires()
    {
        using var done = new CancellationTokenSource();
        var mover = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                _clock.Advance(TimeSpan.FromTicks(1));
            }
        });
        var fired = 0;
        var timers = Enumerable.Range(0, 3_000).Select(_ => _clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan)).ToList();
        await done.CancelAsync();
        await mover;

        while (_clock.NextDue is { } next)
        {
            var before = fired;
            _clock.Advance(next - _clock.GetUtcNow());
            fired.Should().BeGreaterThan(before);
        }

        fired.Should().Be(timers.Count);
    }

    private ITimer Timer(string name, TimeSpan due) => _clock.CreateTimer(_ => _fired.Add(name), null, due, Timeout.InfiniteTimeSpan);
}
