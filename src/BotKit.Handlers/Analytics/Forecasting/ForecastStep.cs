namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>One step ahead.</summary>
internal readonly record struct ForecastStep(double Value, double Lower, double Upper);
