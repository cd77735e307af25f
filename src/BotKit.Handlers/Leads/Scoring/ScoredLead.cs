namespace BotKit.Handlers.Leads;

/// <summary>A lead's probability of success, as a number and as it is written, with the reasons in words.</summary>
internal readonly record struct ScoredLead(double Probability, string Text, string? Reasons);
