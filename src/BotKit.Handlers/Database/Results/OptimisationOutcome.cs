using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>How a step of optimise ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimisationOutcome>))]
public enum OptimisationOutcome
{
    /// <summary>It was done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Somebody else held a lock for longer than the database's <c>LockBudget</c>; nothing was changed.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>It would have held a lock for longer than the database's <c>LockBudget</c>; it was taken back.</summary>
    [JsonStringEnumMemberName("over-budget")]
    OverBudget,

    /// <summary>The disk has not enough room for it; it was not begun.</summary>
    [JsonStringEnumMemberName("no-space")]
    NoSpace,
}
