namespace BotKit.Handlers.Content;

/// <summary>The earlier piece that is most like one, and how much, 0 to 1.</summary>
internal readonly record struct SimilarPiece(double Similarity, string Title, DateTimeOffset At);
