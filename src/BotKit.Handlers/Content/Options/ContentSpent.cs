namespace BotKit.Handlers;

/// <summary>What happens when a budget does not suffice.</summary>
public enum ContentSpent
{
    /// <summary>The run fails with <c>budget_spent</c>.</summary>
    Stop,

    /// <summary>Templates write the rest, and the pieces say so.</summary>
    Templates,

    /// <summary>The run fails with <c>budget_approval</c>; the same run with <c>approvedTokens</c> may go beyond by as much.</summary>
    Ask,
}
