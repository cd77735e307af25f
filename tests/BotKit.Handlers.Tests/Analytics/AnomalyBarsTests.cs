using System.Globalization;
using System.Text.Json;
using BotKit.Handlers.Analytics.Anomalies;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The detector on the series of the Numenta Anomaly Benchmark, one threshold for all, beside what others reach on them.</summary>
public sealed class AnomalyBarsTests(ITestOutputHelper output)
{
    [Fact]
    public void Detector_OnNab_ScoresAtLeast60WithItsDefaultThreshold()
    {
        var series = Load();
        output.WriteLine("NAB standard score, 9 series, 26 windows: windowed Gaussian 46.7, ADVec 41.1, random cut forest 52.3, HTM 71.1, best 79.1; bar 60");

        var total = 0d;
        foreach (var threshold in (double[])[1.1, 1.2, 1.3, AnomalySettings.DefaultThreshold, 1.5, 1.6])
        {
            var (score, detail) = Score(series, threshold);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threshold {threshold:0.0}: {score:0.0}"));
            if (threshold == AnomalySettings.DefaultThreshold)
            {
                total = score;
                detail.ForEach(output.WriteLine);
            }

            score.Should().BeGreaterThan(60, "the score may not hang on the choice of the threshold");
        }

        total.Should().BeGreaterThanOrEqualTo(60);
    }

    private static (double Score, List<string> Detail) Score(List<NabSeries> series, double threshold)
    {
        var scores = series.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(one =>
        {
            var detector = new AnomalyDetector(new AnomalySettings(one.ValuesPerDay, threshold));
            return NabScore.Of(one, [.. one.Values.Select(value => detector.Add(value).IsAnomaly)]);
        }).ToList();
        var windows = series.Sum(static one => one.Windows.Count);
        return (100 * (scores.Sum(static score => score.Sum) + windows) / (2 * windows),
            [.. series.Zip(scores, static (one, score) => $"  {one.Name}: {score.Found} of {one.Windows.Count} windows, {score.False} alerts outside")]);
    }

    private static List<NabSeries> Load()
    {
        var windows = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(TestData.Path("nab/windows.json")))!;
        return [.. windows.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(pair =>
        {
            var rows = File.ReadAllLines(TestData.Path("nab/" + pair.Key)).Skip(1).Select(static line => line.Split(',')).ToList();
            var times = rows.ConvertAll(static row => Time(row[0]));
            var step = Enumerable.Range(1, Math.Min(200, times.Count - 1)).Select(at => times[at] - times[at - 1]).Order().ElementAt(100);
            return new NabSeries(
                pair.Key,
                [.. rows.Select(static row => double.Parse(row[1], CultureInfo.InvariantCulture))],
                (int)Math.Round(TimeSpan.FromDays(1) / step),
                [.. pair.Value.Select(window => (times.FindIndex(time => time >= Time(window[0])), times.FindLastIndex(time => time <= Time(window[1]))))]);
        })];
    }

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
