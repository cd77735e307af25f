namespace BotKit.Handlers.Rows;

/// <summary>What is known of a record that CsvHelper has been given and not answered yet.</summary>
internal readonly record struct CsvMark(long Line, BadRow? Bad);
