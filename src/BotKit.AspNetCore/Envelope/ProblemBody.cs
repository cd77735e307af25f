namespace BotKit.AspNetCore.Envelope;

/// <summary>Problem details as they are written. The number <c>status</c> is the standard's; how the run ended is <c>runStatus</c>.</summary>
internal sealed class ProblemBody
{
    public string Type { get; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public bool Success { get; }

    public Guid? ExecutionId { get; init; }

    public string? Bot { get; init; }

    public BotStatus? RunStatus { get; init; }

    public required ErrorBody Error { get; init; }

    public double? Duration { get; init; }

    public int? Attempts { get; init; }
}
