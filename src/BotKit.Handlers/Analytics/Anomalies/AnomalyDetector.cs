namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>
/// Watches a series value by value, knowing only what came before. A value is an anomaly when the course of the values up to it is unlike
/// any earlier one, or when the value itself is extreme. Both are measured by how rare they were so far, so one threshold fits all series.
/// </summary>
internal sealed class AnomalyDetector
{
    /// <summary>A single value must be this much rarer than a course, as exponents, since there are so many more of them.</summary>
    private const double ValueWeight = 2.3;

    private const double MaxMagnitude = 1e100;
    private const double MaxSpreads = 1e4;
    private const int SpreadCapacity = 1000;
    private const int SpreadMinimum = 30;

    private readonly AnomalySettings _settings;
    private readonly RecentValues _values;
    private readonly CourseNovelty[] _courses;
    private readonly UpperTail[] _courseTails;
    private readonly UpperTail _high = new();
    private readonly UpperTail _low = new();
    private readonly SortedHistory _recent = new(SpreadCapacity);
    private int _quiet;

    public AnomalyDetector(AnomalySettings settings)
    {
        _settings = settings;
        var windows = WindowsOf(settings.Season);
        _values = new RecentValues(CourseNovelty.MaxLag + windows[^1] + 1);
        _courses = [.. windows.Select(static window => new CourseNovelty(window))];
        _courseTails = [.. windows.Select(static _ => new UpperTail())];
    }

    /// <param name="value">The next value.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number.</exception>
    public AnomalyScore Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite values can be watched.");
        }

        value = Math.Clamp(value, -MaxMagnitude, MaxMagnitude);
        var course = CourseRarity(value);
        var high = _high.Add(value) / ValueWeight;
        var low = _low.Add(-value) / ValueWeight;
        var (score, kind) = high >= low ? (high, AnomalyKind.High) : (low, AnomalyKind.Low);
        if (course > score)
        {
            (score, kind) = (course, AnomalyKind.Pattern);
        }

        var isAnomaly = score >= _settings.Threshold && _quiet == 0;
        _quiet = isAnomaly ? _settings.Season : Math.Max(0, _quiet - 1);
        return new(score, kind, isAnomaly);
    }

    private double CourseRarity(double value)
    {
        _values.Add(Tamed(value));
        var sum = 0d;
        for (var at = 0; at < _courses.Length; at++)
        {
            var distance = _courses[at].Update(_values.NewestFirst);
            sum += double.IsNaN(distance) ? 0 : _courseTails[at].Add(distance);
        }

        return sum / _courses.Length;
    }

    /// <summary>One monstrous value would leave nothing of the others in the sums of squares.</summary>
    private double Tamed(double value)
    {
        var tamed = value;
        if (_recent.Count >= SpreadMinimum)
        {
            var median = _recent[_recent.Count / 2];
            var spread = _recent[_recent.Count * 3 / 4] - _recent[_recent.Count / 4];
            var reach = MaxSpreads * (spread > 0 ? spread : Math.Max(1, Math.Abs(median)));
            tamed = Math.Clamp(value, median - reach, median + reach);
        }

        _recent.Add(value);
        return tamed;
    }

    private static int[] WindowsOf(int season)
        => [.. new[] { season / 4, season / 2, season }.Select(static window => Math.Max(2, window)).Distinct()];
}
