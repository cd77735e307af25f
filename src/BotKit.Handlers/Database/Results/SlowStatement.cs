namespace BotKit.Handlers;

/// <summary>One statement that the server has counted.</summary>
public sealed record SlowStatement
{
    /// <summary>The statement as the server keeps it, with <c>$1</c> and so on in place of values; at most 500 characters.</summary>
    public required string Statement { get; init; }

    /// <summary>How often it ran.</summary>
    public required long Calls { get; init; }

    /// <summary>How long all its runs took together, in milliseconds.</summary>
    public required double TotalMilliseconds { get; init; }

    /// <summary>How long a run took on average, in milliseconds.</summary>
    public required double MeanMilliseconds { get; init; }

    /// <summary>How long the longest run took, in milliseconds.</summary>
    public required double MaxMilliseconds { get; init; }

    /// <summary>How many rows all its runs gave or changed together.</summary>
    public required long Rows { get; init; }
}
