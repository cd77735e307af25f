namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>The continuation of a series.</summary>
/// <param name="Method">What was used.</param>
/// <param name="Steps">The steps ahead.</param>
/// <param name="Errors">The mean absolute error of each method on the last part of the series; empty when it is too short.</param>
internal sealed record SeriesForecast(ForecastMethod Method, IReadOnlyList<ForecastStep> Steps, IReadOnlyDictionary<ForecastMethod, double> Errors);
