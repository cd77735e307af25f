using System.ComponentModel.DataAnnotations;

namespace BotKit.Notifications;

/// <summary>How alerts are kept from becoming noise.</summary>
public sealed class AlertOptions
{
    /// <summary>
    /// Alerts of one bot and code are sent once in this time, counted from the first one; the others are counted. 1 s to 7 days.
    /// Default 15 minutes.
    /// </summary>
    [Duration("00:00:01", "7.00:00:00")]
    public TimeSpan Window { get; set; } = BotDefaults.AlertWindow;

    /// <summary>
    /// Pairs of bot and code told apart at a time, 1 to 100,000; the codes beyond share one alert per bot with the code
    /// <c>other</c>. Default 1,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxKeys { get; set; } = 1_000;
}
