using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class JitterTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("nightly", 0, 133779)]
    [InlineData("lead", 0, 155536)]
    [InlineData("lead", 60, 413768)]
    public void Of_KnownInstant_StaysWhatItAlwaysWas(string schedule, int minutes, int milliseconds)
        => Jitter.Of(schedule, Due.AddMinutes(minutes), TimeSpan.FromMinutes(10)).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Of_NoJitter_IsNothing() => Jitter.Of("lead", Due, TimeSpan.Zero).Should().Be(TimeSpan.Zero);

    [Fact]
    public void Of_ManySchedules_SpreadsThemEvenly()
    {
        var longest = TimeSpan.FromSeconds(9.999);
        var tenths = Enumerable.Range(0, 10_000)
            .Select(i => Jitter.Of($"schedule-{i}", Due, longest))
            .GroupBy(static jitter => (int)jitter.TotalSeconds)
            .ToDictionary(static group => group.Key, static group => group.Count());

        tenths.Keys.Should().BeEquivalentTo(Enumerable.Range(0, 10));
        tenths.Values.Should().OnlyContain(static count => count > 850 && count < 1_150);
    }
}
