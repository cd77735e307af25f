namespace BotKit.Handlers;

/// <summary>What is wrong with a definition.</summary>
public sealed record WorkflowValidation : WorkflowResult
{
    /// <summary>The name of the workflow; <see langword="null"/> for a definition that came with the input.</summary>
    public string? Workflow { get; init; }

    /// <summary>Its version; <see langword="null"/> when it cannot run.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it can run.</summary>
    public required bool IsValid { get; init; }

    /// <summary>All that is wrong, warnings among it; the first 1,000.</summary>
    public required IReadOnlyList<WorkflowProblem> Problems { get; init; }
}
