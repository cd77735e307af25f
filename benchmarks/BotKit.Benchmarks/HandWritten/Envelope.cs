namespace BotKit.Benchmarks.HandWritten;

/// <summary>What a hand-written service answers: the same content as BotKit's envelope.</summary>
public sealed class Envelope<TResult>
{
    public required bool Success { get; init; }

    public Guid ExecutionId { get; set; }

    public required string Handler { get; init; }

    public TimeSpan Duration { get; set; }

    public int Attempts { get; init; }

    public TResult? Data { get; init; }

    public string? Error { get; init; }
}
