namespace BotKit.Testing.Tests.Time;

public class TimeTravelTests
{
    private readonly BotTestClock _clock = new();
    private readonly RunFlow _flow = new();
    private readonly TimeTravel _time;
    private readonly List<double> _seconds = [];

    public TimeTravelTests() => _time = new TimeTravel(_clock, _flow) { Patience = TimeSpan.FromMilliseconds(30) };

    [Fact]
    public async Task AdvanceAsync_ChainOfDelays_HappensAtItsTimes()
    {
        var chain = _flow.Begin(() => ChainAsync(3, 5, 7));

        await _time.AdvanceAsync(TimeSpan.FromSeconds(60));

        await chain;
        _seconds.Should().Equal(3, 8, 15);
        Now.Should().Be(60);
    }

    [Fact]
    public async Task AdvanceAsync_ContinuationsOnThePool_AreWaitedFor()
    {
        var chain = _flow.Begin(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock);
                await Task.Yield();
                await Task.Run(() => _seconds.Add(Now));
            }
        });

        await _time.AdvanceAsync(TimeSpan.FromSeconds(20));

        await chain;
        _seconds.Should().Equal(Enumerable.Range(1, 20).Select(second => (double)second));
    }

    [Fact]
    public async Task AdvanceAsync_NotFarEnough_LeavesTheRest()
    {
        var chain = _flow.Begin(() => ChainAsync(3, 5));

        await _time.AdvanceAsync(TimeSpan.FromSeconds(7.9));

        chain.IsCompleted.Should().BeFalse();
        _seconds.Should().Equal(3);
        await _time.AdvanceAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AdvanceAsync_RunThatGivesUp_EndsBeforeTheNextTimer()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(2), _clock);
        using var next = _clock.CreateTimer(_ => _seconds.Add(-Now), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        var run = _flow.Begin(async () =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, source.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _seconds.Add(Now);
        });

        await _time.AdvanceAsync(TimeSpan.FromSeconds(5));

        await run;
        _seconds.Should().Equal(2, -3);
    }

    [Fact]
    public async Task UntilAsync_Delays_PassAtOnce()
    {
        await _time.UntilAsync(_flow.Begin(() => ChainAsync(3_600, 7_200)));

        _seconds.Should().Equal(3_600, 10_800);
    }

    [Fact]
    public async Task UntilAsync_PeriodicWorkBesides_GoesOnMeanwhile()
    {
        var ticks = 0;
        using var periodic = _clock.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        await _time.UntilAsync(_flow.Begin(() => ChainAsync(100)));

        ticks.Should().BeInRange(99, 100);
    }

    [Fact]
    public async Task UntilAsync_OnlyATimeoutIsLeft_PassesItOncePatienceIsOver()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(5), _clock);
        var ticks = 0;
        using var periodic = _clock.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        await _time.UntilAsync(Task.Delay(Timeout.InfiniteTimeSpan, source.Token).ContinueWith(_ => { }, TaskScheduler.Default));

        Now.Should().Be(300);
        ticks.Should().BeInRange(299, 300);
    }

    [Fact]
    public async Task UntilAsync_NoTimerAtAll_WaitsInRealTime()
    {
        var work = new TaskCompletionSource();
        var until = _time.UntilAsync(work.Task);
        await Task.Delay(TimeSpan.FromMilliseconds(80), TimeProvider.System, TestContext.Current.CancellationToken);
        var before = until.IsCompleted;

        work.SetResult();
        await until;

        before.Should().BeFalse();
        Now.Should().Be(0);
    }

    [Fact]
    public async Task UntilAsync_OnlyOtherTimersAreLeft_PassesThem()
    {
        var end = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => end.SetResult(), null, TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan);

        await _time.UntilAsync(end.Task);

        Now.Should().Be(9);
    }

    [Fact]
    public async Task UntilAsync_TaskHasEnded_MovesNothing()
    {
        using var timer = _clock.CreateTimer(_ => _seconds.Add(Now), null, TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan);

        await _time.UntilAsync(Task.CompletedTask);

        Now.Should().Be(0);
    }

    [Fact]
    public async Task Flow_KnowsWhetherItsCodeRuns()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = false;
        var run = _flow.Begin(async () =>
        {
            inside = !_flow.IsIdle;
            await gate.Task;
        });
        var waiting = _flow.IsIdle;
        gate.SetResult();
        await run;

        inside.Should().BeTrue();
        waiting.Should().BeTrue();
        SpinWait.SpinUntil(() => _flow.IsIdle, TimeSpan.FromSeconds(5)).Should().BeTrue();
    }

    [Fact]
    public void Begin_HidesAndRestoresTheSynchronizationContext()
    {
        var own = new SynchronizationContext();
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(own);

        var inside = _flow.Begin(() => SynchronizationContext.Current);
        var restored = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(outer);

        inside.Should().BeNull();
        restored.Should().BeSameAs(own);
    }

    private double Now => (_clock.GetUtcNow() - _clock.Start).TotalSeconds;

    private async Task ChainAsync(params double[] delays)
    {
        foreach (var delay in delays)
        {
            await Task.Delay(TimeSpan.FromSeconds(delay), _clock);
            _seconds.Add(Now);
        }
    }
}
