namespace BotKit.Handlers.Rows;

/// <summary>A row that could not be read. It is told of, and its text kept, so that nothing is lost in silence.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Code">Why, as one of <see cref="RowFaults"/>.</param>
/// <param name="Reason">Why, as a sentence that repeats nothing of the row.</param>
/// <param name="Text">The row as it was written; it may hold personal data.</param>
/// <param name="IsCut">Whether the text is only the beginning of the row.</param>
internal sealed record BadRow(long Line, string Code, string Reason, string Text, bool IsCut = false);
