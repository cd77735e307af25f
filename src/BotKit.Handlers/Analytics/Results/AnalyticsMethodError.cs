namespace BotKit.Handlers;

/// <summary>How far a method erred.</summary>
/// <param name="Method">The method.</param>
/// <param name="MeanAbsoluteError">The mean of its absolute errors, in the figure's unit.</param>
public sealed record AnalyticsMethodError(ForecastMethod Method, double MeanAbsoluteError);
