namespace BotKit.Handlers.Leads;

/// <summary>A lead in an undo list.</summary>
/// <param name="Line">The line of the file that it was on.</param>
/// <param name="Values">Its values by column.</param>
internal sealed record OriginalLead(long Line, Dictionary<string, string> Values);
