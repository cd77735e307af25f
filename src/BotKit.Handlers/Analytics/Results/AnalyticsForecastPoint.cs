namespace BotKit.Handlers;

/// <summary>A step ahead.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Value">The forecast.</param>
/// <param name="Lower">The interval's lower end.</param>
/// <param name="Upper">The interval's upper end.</param>
public sealed record AnalyticsForecastPoint(DateTime At, double Value, double Lower, double Upper);
