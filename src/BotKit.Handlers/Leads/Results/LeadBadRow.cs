namespace BotKit.Handlers;

/// <summary>A row that could not be read.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Code">Why, as a code such as <c>too_few_fields</c>.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record LeadBadRow(long Line, string Code, string Reason);
