using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public class LatencyHistogramTests
{
    private static readonly Gen<TimeSpan> Duration = Gen.Double[0, 11.9].Select(log => TimeSpan.FromMicroseconds(Math.Pow(10, log)));

    [Fact]
    public void Percentile_OfNothing_IsZero() => new LatencyHistogram().Percentile(0.5).Should().Be(TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void Percentile_ShareOutOfRange_Throws(double share)
        => new LatencyHistogram().Invoking(it => it.Percentile(share)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(7, 8)]
    [InlineData(8, 10)]
    [InlineData(9, 10)]
    [InlineData(10, 12)]
    [InlineData(1023, 1024)]
    [InlineData(1024, 1280)]
    public void Percentile_OneDuration_IsTheUpperBoundOfItsBucket(int micros, int bound)
    {
        var histogram = Histogram([TimeSpan.FromMicroseconds(micros)]);

        histogram.Percentile(1).Should().Be(TimeSpan.FromMicroseconds(bound));
        histogram.Percentile(0.001).Should().Be(TimeSpan.FromMicroseconds(bound));
    }

    [Fact]
    public void Percentile_AnyDurations_IsAboveTheExactOneByAQuarterAtMost()
        => Gen.Select(Duration.Array[1, 60], Gen.Double[0.01, 1]).Sample((durations, share) =>
        {
            var rank = (int)Math.Ceiling(share * durations.Length);
            var exact = durations.Order().ElementAt(rank - 1);

            var percentile = Histogram(durations).Percentile(share);

            percentile.Should().BeGreaterThanOrEqualTo(exact - TimeSpan.FromMicroseconds(1));
            percentile.Should().BeLessThanOrEqualTo((exact * 1.25) + TimeSpan.FromMicroseconds(2));
        });

    [Fact]
    public void Add_AnotherHistogram_IsAsIfAllWereCountedInOne()
        => Gen.Select(Duration.Array[0, 40], Duration.Array[0, 40]).Sample((some, others) =>
        {
            var sum = Histogram(some);
            sum.Add(Histogram(others));
            var all = Histogram([.. some, .. others]);

            sum.Count.Should().Be(all.Count);
            sum.Sum.Should().Be(all.Sum);
            foreach (var share in new[] { 0.01, 0.25, 0.5, 0.9, 0.99, 1 })
            {
                sum.Percentile(share).Should().Be(all.Percentile(share));
            }
        });

    [Fact]
    public void Add_Durations_CountsAndSums()
    {
        var histogram = Histogram([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(-5)]);

        histogram.Count.Should().Be(3);
        histogram.Sum.Should().Be(TimeSpan.FromSeconds(4));
        histogram.Percentile(0.33).Should().Be(TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void Add_LongerThanTheLastBucket_CountsInTheLastBucket()
    {
        var histogram = Histogram([TimeSpan.FromDays(400)]);

        histogram.Percentile(1).Should().Be(TimeSpan.FromMicroseconds(1L << 41));
    }

    [Fact]
    public void Add_Null_Throws()
        => new LatencyHistogram().Invoking(it => it.Add(null!)).Should().Throw<ArgumentNullException>();

    private static LatencyHistogram Histogram(IEnumerable<TimeSpan> durations)
    {
        var histogram = new LatencyHistogram();
        foreach (var duration in durations)
        {
            histogram.Add(duration);
        }

        return histogram;
    }
}
