using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>The options as they were at the start.</summary>
internal sealed class WorkflowSettings(IOptions<WorkflowOptions> options)
{
    public int MaxSteps { get; } = options.Value.MaxSteps;

    public TimeSpan Turn { get; } = options.Value.Turn;

    public TimeSpan CancelGrace { get; } = options.Value.CancelGrace;

    public TimeSpan UndoTimeout { get; } = options.Value.UndoTimeout;

    public TimeSpan Look { get; } = WorkflowDefaults.Look;

    public IReadOnlyList<string> MaskedMembers { get; } = [.. options.Value.MaskedMembers];
}
