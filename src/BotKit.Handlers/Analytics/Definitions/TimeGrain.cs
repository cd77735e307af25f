namespace BotKit.Handlers;

/// <summary>How finely time is cut.</summary>
public enum TimeGrain
{
    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks, from Monday on.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Quarters of a calendar year.</summary>
    Quarter,

    /// <summary>Calendar years.</summary>
    Year,
}
