namespace BotKit.Handlers;

/// <summary>What became of the values of one kind.</summary>
/// <param name="Kind">The kind: <c>email</c>, <c>phone</c>, <c>first-name</c>, <c>last-name</c>, <c>full-name</c> or <c>country</c>.</param>
/// <param name="Column">The column they are in.</param>
/// <param name="Valid">How many were what they should be.</param>
/// <param name="Invalid">How many were not.</param>
/// <param name="Missing">How many leads have none.</param>
public sealed record LeadNormalisedField(string Kind, string Column, long Valid, long Invalid, long Missing);
