namespace BotKit.Handlers;

/// <summary>With what a period is compared.</summary>
public enum ComparisonBase
{
    /// <summary>The period of the same length before it; whole months, quarters or years before whole months.</summary>
    Previous,

    /// <summary>The same dates a year earlier.</summary>
    YearBefore,
}
