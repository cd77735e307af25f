namespace BotKit.Handlers;

/// <summary>Something that was wrong with rows of a source.</summary>
/// <param name="Code">What: a code of the row reader, such as <c>too_few_fields</c>; <c>not_a_number</c> or <c>not_a_time</c>.</param>
/// <param name="Column">The column, or <see langword="null"/> for a whole row.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstLine">The line, or else the row, where it came first, from 1.</param>
public sealed record AnalyticsReadProblem(string Code, string? Column, long Count, long FirstLine);
