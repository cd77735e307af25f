namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>
/// Forecasts the last part of a series from what came before it, from up to three origins, and sees how far each method errs
/// (rolling-origin evaluation, Tashman, 2000).
/// </summary>
internal sealed class Backtest
{
    private const int Origins = 3;
    private const int MinimumLength = 8;

    /// <summary>Another method must err this much less than the default one before a few origins are believed.</summary>
    private const double Believable = .75;

    // Errors beyond the last fitted value are wider than those within it: by so much where nothing is known of this series yet.
    private const double PriorVariance = 1.6;
    private const int PriorWeight = 30;
    private const double MaxSquare = 25;

    private readonly Dictionary<ForecastMethod, double> _absolute = [];
    private readonly Dictionary<ForecastMethod, double> _squares = [];
    private int _origins;
    private int _steps;

    private Backtest()
    {
    }

    /// <summary>The mean absolute error of each method; empty when the series is too short.</summary>
    public IReadOnlyDictionary<ForecastMethod, double> MeanErrors
        => _steps == 0 ? new Dictionary<ForecastMethod, double>() : _absolute.ToDictionary(static pair => pair.Key, pair => pair.Value / _steps);

    /// <summary>The method to use: the default one, unless another was clearly better.</summary>
    public ForecastMethod Best
    {
        get
        {
            if (_origins < 2)
            {
                return ForecastMethods.Default;
            }

            var best = ForecastMethods.All.MinBy(method => _absolute[method]);
            return _absolute[best] < Believable * _absolute[ForecastMethods.Default] ? best : ForecastMethods.Default;
        }
    }

    /// <summary>By how much a method's own standard errors are to be widened.</summary>
    public double Widening(ForecastMethod method)
        => Math.Sqrt(((PriorVariance * PriorWeight) + _squares.GetValueOrDefault(method)) / (PriorWeight + _steps));

    public static Backtest Of(double[] values, int period, int horizon, CancellationToken cancellationToken)
    {
        var backtest = new Backtest();
        var ahead = Math.Min(horizon, Math.Max(1, values.Length / 4));
        for (var origin = 0; origin < Origins; origin++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cut = values.Length - ahead - (origin * Math.Max(1, ahead / 2));
            if (cut < Math.Max(MinimumLength, (2 * period) + 2))
            {
                break;
            }

            backtest.Add(ForecastMethods.Fit(ForecastMethods.All, values[..cut], period, ahead), values.AsSpan(cut, ahead));
        }

        return backtest;
    }

    private void Add(Dictionary<ForecastMethod, MethodForecast> forecasts, ReadOnlySpan<double> actual)
    {
        _origins++;
        _steps += actual.Length;
        foreach (var (method, forecast) in forecasts)
        {
            double absolute = 0, squares = 0;
            for (var step = 0; step < actual.Length; step++)
            {
                absolute += Math.Abs(actual[step] - forecast.Values[step]);
                var deviation = forecast.Deviation(step, actual[step]);
                squares += Math.Min(deviation * deviation, MaxSquare);
            }

            _absolute[method] = _absolute.GetValueOrDefault(method) + absolute;
            _squares[method] = _squares.GetValueOrDefault(method) + squares;
        }
    }
}
