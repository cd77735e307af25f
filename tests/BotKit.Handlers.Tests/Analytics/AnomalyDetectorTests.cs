using BotKit.Handlers.Analytics.Anomalies;
using CsCheck;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class AnomalyDetectorTests
{
    private const int Season = 24;

    [Theory]
    [InlineData(40, AnomalyKind.High)]
    [InlineData(-40, AnomalyKind.Low)]
    public void Detector_OnOneExtremeValue_TellsOfItAtOnce(double extreme, AnomalyKind kind)
    {
        var values = Noise(600);
        values[450] = extreme;

        var found = Found(values);

        found.Should().ContainKey(450).WhoseValue.Kind.Should().BeOneOf(kind, AnomalyKind.Pattern);
    }

    [Fact]
    public void Detector_OnADayWithoutItsRhythm_TellsOfAPattern()
    {
        // Every value of the flat day has been there before; only its course is new.
        double[] values = [.. Enumerable.Range(0, 60 * Season).Select(static at => at / Season == 45 ? 10d : 10 + (8 * Math.Sin(2 * Math.PI * at / Season)))];
        var noise = Noise(values.Length);
        values = [.. values.Zip(noise, static (value, one) => value + (one * .2))];

        var found = Found(values);

        found.Where(static pair => pair.Key / Season == 45).Should().ContainSingle().Which.Value.Kind.Should().Be(AnomalyKind.Pattern);
    }

    [Fact]
    public void Detector_OnNoise_IsQuietMostOfTheTime()
        => Found(Noise(4000)).Should().HaveCountLessThan(4000 / Season / 6);

    [Theory]
    [InlineData(0)]
    [InlineData(1e90)]
    public void Detector_OnAConstant_TellsOfNothing(double value) => Found([.. Enumerable.Repeat(value, 1000)]).Should().BeEmpty();

    [Fact]
    public void Detector_AfterAnAnomaly_IsSilentForASeason()
    {
        int[] times = [.. Found(Noise(4000), threshold: .5).Keys.Order()];

        times.Should().HaveCountGreaterThan(10);
        times.Zip(times.Skip(1), static (one, next) => next - one).Should().OnlyContain(static gap => gap > Season);
    }

    [Fact]
    public void Detector_KnowsNothingOfWhatComes()
        => Gen.Double[-100, 100].Array[1, 200].Sample(
            static values =>
            {
                var whole = Scores(values);
                return Scores([.. values.Take(values.Length / 2)]).SequenceEqual(whole.Take(values.Length / 2));
            },
            iter: 50, seed: "0000KOIPe036");

    [Fact]
    public void Detector_OnAnotherScale_TellsOfTheSame()
    {
        var values = Noise(800);
        values[600] = 30;

        Found([.. values.Select(static value => (value * 1e6) + 5e7)]).Keys.Should().Equal(Found(values).Keys);
    }

    [Fact]
    public void Detector_OnMonstrousValues_GoesOn()
    {
        var values = Noise(1000);
        values[300] = double.MaxValue;
        values[301] = -double.MaxValue;
        values[900] = 50;

        Found(values).Keys.Should().Contain(300).And.Contain(900);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Add_OfNoNumber_Throws(double value)
    {
        var add = () => new AnomalyDetector(new AnomalySettings(Season)).Add(value);

        add.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void CourseNovelty_IsTheDistanceToTheNearestEarlierWindow()
        => Gen.Select(Gen.Double[-10, 10].Array[1, 80], Gen.Int[2, 9]).Sample(static (values, window) =>
        {
            var novelty = new CourseNovelty(window);
            var recent = new RecentValues(1000);
            for (var at = 0; at < values.Length; at++)
            {
                recent.Add(values[at]);
                var distance = novelty.Update(recent.NewestFirst);
                if (at + 1 < 2 * window ? !double.IsNaN(distance) : Math.Abs(distance - Slowly(values, at, window)) > 1e-6)
                {
                    return false;
                }
            }

            return true;
        }, iter: 200, seed: "0000KOIPe036");

    [Fact]
    public void RecentValues_BeyondTheirReach_KeepTheNewest()
    {
        var recent = new RecentValues(10);
        for (var at = 0; at < 1000; at++)
        {
            recent.Add(at);
        }

        recent.NewestFirst[..10].ToArray().Should().Equal(Enumerable.Range(0, 10).Select(static at => 999d - at));
        recent.NewestFirst.Length.Should().BeLessThan(300);
    }

    [Fact]
    public void SortedHistory_BeyondItsCapacity_ForgetsTheOldest()
    {
        var history = new SortedHistory(3);
        foreach (var value in (double[])[5, 1, 5, 9])
        {
            history.Add(value);
        }

        Enumerable.Range(0, history.Count).Select(rank => history[rank]).Should().Equal(1, 5, 9);
    }

    private static double Slowly(double[] values, int last, int window)
        => Enumerable.Range(window, last - (2 * window) + 2).Min(lag
            => Math.Sqrt(Enumerable.Range(0, window).Sum(back => Math.Pow(values[last - back] - values[last - back - lag], 2))));

    private static double[] Scores(double[] values)
    {
        var detector = new AnomalyDetector(new AnomalySettings(4));
        return [.. values.Select(value => detector.Add(value).Score)];
    }

    private static Dictionary<int, AnomalyScore> Found(double[] values, double threshold = AnomalySettings.DefaultThreshold)
    {
        var detector = new AnomalyDetector(new AnomalySettings(Season, threshold));
        return values.Select((value, at) => (At: at, Score: detector.Add(value))).Where(static one => one.Score.IsAnomaly).ToDictionary(static one => one.At, static one => one.Score);
    }

    private static double[] Noise(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
    }
}
