using BotKit.AspNetCore.Events;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Tests.Events;

/// <summary>What is remembered of runs is bounded (I20), and nothing is left out in silence.</summary>
public sealed class RunWatchTests
{
    private readonly ListedRuns _runs = new();
    private readonly RunWatch _watch;

    public RunWatchTests() => _watch = new(_runs);

    [Fact]
    public async Task RunThatIsOlderThanThePage_IsToldWhenItEnds()
    {
        var old = _runs.Put(1);
        _runs.Put(Enumerable.Range(2, 2 * RunWatch.PageSize), RunState.Ended);
        await LookAsync();

        _runs.Put(1, RunState.Ended);
        var (changes, isGap) = await LookAsync();

        changes.Should().ContainSingle().Which.Run.ExecutionId.Should().Be(old);
        changes[0].Name.Should().Be("run.ended");
        isGap.Should().BeFalse();
    }

    [Theory]
    [InlineData(RunWatch.PageSize - 1, false)]
    [InlineData(RunWatch.PageSize + 1, true)]
    public async Task NewRuns_AreAGapWhenTheyAreMoreThanAPage(int count, bool isGap)
    {
        _runs.Put(Enumerable.Range(1, RunWatch.PageSize), RunState.Ended);
        await LookAsync();

        _runs.Put(Enumerable.Range(RunWatch.PageSize + 1, count), RunState.Ended);
        var look = await LookAsync();

        look.IsGap.Should().Be(isGap);
        look.Changes.Should().HaveCount(isGap ? 0 : 2 * count, "each was accepted and has ended");
        (await LookAsync()).IsGap.Should().BeFalse("it has been told");
    }

    [Fact]
    public async Task NewRunsBelowAKnownOne_AreAGapWhenTheyAreMoreThanAPage()
    {
        // Its node's clock is ahead of the others'.
        _runs.Put(1_000_000, RunState.Ended);
        _runs.Put(Enumerable.Range(1, RunWatch.PageSize), RunState.Ended);
        await LookAsync();

        _runs.Put(Enumerable.Range(RunWatch.PageSize + 1, 2 * RunWatch.PageSize), RunState.Ended);

        (await LookAsync()).IsGap.Should().BeTrue();
    }

    [Fact]
    public async Task MoreOpenRunsThanAreWatched_AreAGapNowAndThenUntilTheyAreFewer()
    {
        _runs.Put(Enumerable.Range(1, RunWatch.MaxOpen + (2 * RunWatch.PageSize)));

        var before = await CountGapsAsync(2 * RunWatch.LooksBetweenGaps);
        var remembered = _watch.Remembered;
        _runs.Put(Enumerable.Range(1_000, RunWatch.MaxOpen + RunWatch.PageSize), RunState.Ended);
        await CountGapsAsync(2 * RunWatch.MaxOpen / 50);
        var after = await CountGapsAsync(2 * RunWatch.LooksBetweenGaps);

        before.Should().Be(2);
        remembered.Should().Be(RunWatch.MaxOpen + RunWatch.PageSize);
        after.Should().Be(0);
        _watch.Remembered.Should().BeInRange(RunWatch.PageSize, 3 * RunWatch.PageSize);
    }

    [Fact]
    public async Task RunsThatHaveEnded_AreForgotten()
    {
        for (var round = 0; round < 5; round++)
        {
            _runs.Put(Enumerable.Range(1 + (round * RunWatch.PageSize), RunWatch.PageSize), RunState.Ended);
            await LookAsync();
        }

        _watch.Remembered.Should().Be(RunWatch.PageSize);
    }

    [Fact]
    public async Task RunsThatAreGone_AreForgotten()
    {
        _runs.Put(Enumerable.Range(1, 10));
        await LookAsync();
        _runs.Clear();

        await LookAsync();

        _watch.Remembered.Should().Be(0);
    }

    private ValueTask<(IReadOnlyList<(string Name, StoredRun Run)> Changes, bool IsGap)> LookAsync() => _watch.LookAsync(default);

    private async Task<int> CountGapsAsync(int looks)
    {
        var gaps = 0;
        for (var look = 0; look < looks; look++)
        {
            gaps += (await LookAsync()).IsGap ? 1 : 0;
        }

        return gaps;
    }
}
