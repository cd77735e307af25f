namespace BotKit.Handlers;

/// <summary>A piece of a plan. <see cref="Input"/> is what to run the bot with on the day of the draft.</summary>
/// <param name="Draft">The day on which the draft is due.</param>
/// <param name="Date">The day on which it appears.</param>
/// <param name="Channel">Which channel of the input, from 1.</param>
/// <param name="Input">The input that writes it.</param>
public sealed record ContentCalendarEntry(DateOnly Draft, DateOnly Date, int Channel, ContentInput Input);
