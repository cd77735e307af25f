using BotKit.Handlers.Analytics.Anomalies;

namespace BotKit.Handlers.Analytics;

/// <summary>When a figure was unusual, judged at each step from what came before alone.</summary>
internal sealed class AnomaliesAnalysis(AnalyticsAnomaliesInput input, SeriesQuery query) : Analysis
{
    private const int MinimumLength = 8;
    private const int UsualCapacity = 5000;
    private const int StepsBetweenChecks = 256;

    public override ResolvedPeriod Reads => query.Period;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var series = query.Read(rows, cancellationToken);
        series.RequireLength(MinimumLength);
        var threshold = input.Threshold ?? AnomalySettings.DefaultThreshold;
        var detector = new AnomalyDetector(new AnomalySettings(input.Season ?? TimeSteps.Course(input.Grain), threshold));
        var usual = new SortedHistory(UsualCapacity);
        var anomalies = new List<AnalyticsAnomaly>();
        DateTime? judgedFrom = null;
        for (var at = 0; at < series.Values.Length; at++)
        {
            if (at % StepsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var value = series.Values[at];
            var score = detector.Add(value);
            judgedFrom ??= score.Score > 0 ? series.At(at) : null;
            if (score.IsAnomaly)
            {
                anomalies.Add(new(series.At(at), value, score.Kind, Math.Round(score.Score, 3), usual[usual.Count / 20], usual[usual.Count * 19 / 20]));
            }

            usual.Add(value);
        }

        return new AnalyticsAnomalies
        {
            Figure = series.Figure,
            Grain = series.Grain,
            Points = series.Points(),
            Threshold = threshold,
            JudgedFrom = judgedFrom,
            Anomalies = anomalies,
        };
    }
}
