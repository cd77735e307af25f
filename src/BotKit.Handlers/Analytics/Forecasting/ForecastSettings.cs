namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>How a series is continued.</summary>
/// <param name="Horizon">The steps ahead.</param>
/// <param name="Period">The steps after which seasons come again; 1 for none.</param>
/// <param name="Method">With what.</param>
/// <param name="Level">The share of actual values that the intervals should hold.</param>
internal sealed record ForecastSettings(int Horizon, int Period, ForecastMethod Method = ForecastMethod.Auto, double Level = .95);
