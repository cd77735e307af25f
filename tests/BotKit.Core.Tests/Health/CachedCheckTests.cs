using BotKit.Health;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Health;

public class CachedCheckTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Cache = TimeSpan.FromSeconds(10);
    private static readonly BotHealthContribution Fine = BotHealthContribution.Healthy;
    private readonly FakeTimeProvider _clock = new();
    private int _calls;

    [Fact]
    public async Task AskAsync_FirstTime_GivesTheAnswerOfTheCheck()
    {
        var bad = new BotHealthContribution(BotHealthStatus.Critical, "It is gone.");

        var answer = await Check(_ => Task.FromResult(bad)).AskAsync(Timeout, Cache);

        answer.Contribution.Should().BeSameAs(bad);
        answer.Took.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task AskAsync_WithinTheCacheTime_ReusesTheAnswer()
    {
        var check = Check(_ => Task.FromResult(Fine));
        var first = await check.AskAsync(Timeout, Cache);
        _clock.Advance(Cache - TimeSpan.FromTicks(1));

        var second = await check.AskAsync(Timeout, Cache);

        second.Should().BeSameAs(first);
        _calls.Should().Be(1);
    }

    [Fact]
    public async Task AskAsync_WhenTheCacheTimeIsOver_ChecksAgain()
    {
        var check = Check(_ => Task.FromResult(Fine));
        await check.AskAsync(Timeout, Cache);
        _clock.Advance(Cache);

        await check.AskAsync(Timeout, Cache);

        _calls.Should().Be(2);
    }

    [Fact]
    public async Task AskAsync_NoCacheTime_ChecksEachTime()
    {
        var check = Check(_ => Task.FromResult(Fine));
        await check.AskAsync(Timeout, TimeSpan.Zero);

        await check.AskAsync(Timeout, TimeSpan.Zero);

        _calls.Should().Be(2);
    }

    [Fact]
    public async Task AskAsync_SlowAnswer_IsCachedFromItsEndAndSaysHowLongItTook()
    {
        var work = new TaskCompletionSource<BotHealthContribution>();
        var check = Check(_ => work.Task);
        var asked = check.AskAsync(Timeout, Cache);
        _clock.Advance(TimeSpan.FromSeconds(4));
        work.SetResult(Fine);
        var answer = await asked;
        _clock.Advance(TimeSpan.FromSeconds(9));

        var again = await check.AskAsync(Timeout, Cache);

        answer.Took.Should().Be(TimeSpan.FromSeconds(4));
        again.Should().BeSameAs(answer);
    }

    [Fact]
    public async Task AskAsync_WhileACheckIsUnderWay_WaitsForThatOne()
    {
        var work = new TaskCompletionSource<BotHealthContribution>();
        var check = Check(_ => work.Task);
        var first = check.AskAsync(Timeout, TimeSpan.Zero);

        var second = check.AskAsync(Timeout, TimeSpan.Zero);
        work.SetResult(Fine);

        (await second).Should().BeSameAs(await first);
        _calls.Should().Be(1);
    }

    [Fact]
    public async Task AskAsync_CheckTakesTooLong_IsDegradedAndItsTokenFires()
    {
        var token = new TaskCompletionSource<CancellationToken>();
        var work = new TaskCompletionSource<BotHealthContribution>();
        var asked = Check(given =>
        {
            token.SetResult(given);
            return work.Task;
        }).AskAsync(Timeout, Cache);
        var given = await token.Task;

        _clock.Advance(Timeout);
        var answer = await asked;

        answer.Contribution.Should().Be(new BotHealthContribution(BotHealthStatus.Degraded, "The check took longer than 00:00:05."));
        given.IsCancellationRequested.Should().BeTrue();
        answer.Took.Should().Be(Timeout);
    }

    [Fact]
    public async Task AskAsync_EarlierCheckIgnoresItsToken_IsWaitedForAndNotStartedBesideIt()
    {
        var work = new TaskCompletionSource<BotHealthContribution>();
        var check = Check(_ => work.Task);
        var first = check.AskAsync(Timeout, TimeSpan.Zero);
        _clock.Advance(Timeout);
        await first;

        var second = check.AskAsync(Timeout, TimeSpan.Zero);
        work.SetResult(Fine);

        (await second).Contribution.Should().BeSameAs(Fine);
        _calls.Should().Be(1);
    }

    private CachedCheck Check(Func<CancellationToken, Task<BotHealthContribution>> check)
        => new(_clock, token =>
        {
            Interlocked.Increment(ref _calls);
            return new(check(token));
        });
}
